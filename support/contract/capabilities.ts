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
