import type { PlatformDescription } from '../run/settings/platform/description';
import { platformUnderTest } from '../run/settings/platform/platform-under-test';

/**
 * What a platform claims to keep, as `docs/contract.md` names it. `core` is what every platform
 * keeps; each other one is claimed or not, and what is not claimed is not judged.
 */
export const capabilities = [
  'core',
  'paging',
  'timing',
  'controls',
  'idempotency',
  'problem-details',
  'strict-http',
  'health',
  'documents',
  'pages',
  'cors',
  'socket.io',
  'recovery',
  'websocket',
  'replay',
] as const;

export type Capability = (typeof capabilities)[number];

export function isCapability(name: string): name is Capability {
  return (capabilities as readonly string[]).includes(name);
}

/**
 * What a platform claims: what its description names, and `core` besides; where that names nothing,
 * all there is, but the pages are promised by the suite's own platform alone.
 */
export function claimedBy({
  capabilities: named,
  baseUrl,
}: Pick<PlatformDescription, 'capabilities' | 'baseUrl'>): readonly Capability[] {
  if (named !== undefined)
    return capabilities.filter((each) => each === 'core' || named.includes(each));
  return baseUrl === undefined ? capabilities : capabilities.filter((each) => each !== 'pages');
}

let claims: readonly Capability[] | undefined;

/** What the platform of this run claims. */
export function claimsOfThisRun(): readonly Capability[] {
  return (claims ??= claimedBy(platformUnderTest()));
}

/** Whether the platform of this run claims something. */
export function isClaimed(capability: Capability): boolean {
  return claimsOfThisRun().includes(capability);
}
