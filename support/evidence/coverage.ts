import type { Envelope } from '@cucumber/messages';
import { capabilities, type Capability } from '../contract/capabilities';
import { dataIn } from './data-attachment';
import {
  capabilitiesOf,
  contractItems,
  groups,
  onlyByOwnPlatform,
  onlyOverSocketIo,
  type ContractItem,
} from '../contract/exercised/contract-items';
import type { DefaultTransport } from '../run/settings/transport';
import type { Counts } from '../contract/exercised/exercised';

export interface CoveredItem extends ContractItem {
  /** In how many messages scenarios exercised it. */
  times: number;
  /** By how many scenarios. */
  scenarios: number;
}

/** What a run has exercised of what the contract documents. */
export interface Coverage {
  /** Whole percent, rounded down: 100 only if nothing is missing. */
  percent: number;
  exercised: number;
  /** Items that scenarios could have exercised. */
  total: number;
  /** Documented, within reach and never exercised. */
  missing: string[];
  /** Out of reach: another platform was not started for these, or TRANSPORT names another way. */
  outOfReach: string[];
  /** What the platform does not claim. */
  unclaimed: string[];
  items: CoveredItem[];
}

/** What a run could exercise. */
export interface Reach {
  /** Whether the suite could start platforms with settings of their own. */
  ownPlatform: boolean;
  /** What subscribers spoke whose transport a feature does not name. */
  transport?: DefaultTransport;
  /** What the platform claims; everything if nothing is said. */
  claims?: readonly Capability[];
}

/** Follows the messages of a run and sums up what its scenarios say that they exercised. */
export class CoverageCollector {
  private readonly byAttempt = new Map<string, Counts>();

  follow({ attachment, testCaseFinished }: Envelope): void {
    const counts = attachment && dataIn<Counts>(attachment, 'coverage');
    if (counts && attachment.testCaseStartedId)
      this.byAttempt.set(attachment.testCaseStartedId, counts);
    // what is tried again counts once
    if (testCaseFinished?.willBeRetried) this.byAttempt.delete(testCaseFinished.testCaseStartedId);
  }

  coverage({ ownPlatform, transport, claims = capabilities }: Reach): Coverage {
    const all = [...this.byAttempt.values()];
    const items = contractItems().map((item) => {
      const times = all.flatMap((counts) => counts[item.id] ?? []);
      return { ...item, times: sum(times), scenarios: times.length };
    });
    const never = items.filter(({ times }) => times === 0).map(({ id }) => id);
    const unclaimed = never.filter((id) =>
      capabilitiesOf(id).some((each) => !claims.includes(each)),
    );
    const claimed = never.filter((id) => !unclaimed.includes(id));
    const outOfReach = claimed.filter(
      (id) =>
        (!ownPlatform && onlyByOwnPlatform(id)) ||
        (transport === 'websocket' && onlyOverSocketIo(id)),
    );
    const missing = claimed.filter((id) => !outOfReach.includes(id));
    const total = items.length - unclaimed.length - outOfReach.length;
    const exercised = total - missing.length;
    const percent = Math.floor((100 * exercised) / total);
    return { percent, exercised, total, missing, outOfReach, unclaimed, items };
  }
}

/** The coverage in short, a line a group, and each item that is missing. */
export function coverageLines(coverage: Coverage, whole: boolean): string[] {
  const { items, percent, total, missing, outOfReach, unclaimed } = coverage;
  const left = new Set([...missing, ...outOfReach, ...unclaimed]);
  const rows = groups.map((group) => {
    const ofGroup = items.filter((item) => item.group === group);
    const exercised = ofGroup.filter(({ id }) => !left.has(id));
    const messages = sum(exercised.map(({ times }) => times));
    return `${group.padEnd(27)}${`${exercised.length} of ${ofGroup.length}`.padStart(9)}, in ${messages} messages`;
  });
  return [
    `${percent} % of the ${total} things that the contract documents were exercised`,
    ...rows,
    ...(unclaimed.length > 0 ? [`not claimed by the platform: ${unclaimed.length} more`] : []),
    ...outOfReach.map((id) => `out of reach with this platform or TRANSPORT: ${id}`),
    ...(whole ? missing.map((id) => `never exercised: ${id}`) : []),
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
