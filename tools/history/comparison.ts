import { recordedOutcomes, type RecordedOutcome, type RunRecord } from './run-record';

/** How a run compares with those before it. */
export interface Comparison {
  /** Runs of the same selection, this one last. */
  runs: RunRecord[];
  /** The last outcome before this run of each scenario that had another one then. */
  changed: Map<string, { outcome: RecordedOutcome; startedAt: string }>;
  /** Scenarios that no run remembered has had, where there is one of all of the suite. */
  added: Set<string>;
}

const runsShown = 30;

/**
 * Compares like with like: the figures of a run with those of runs of the same selection, and each
 * scenario's outcome with its own last one, whatever run that was in.
 */
export function compare(current: RunRecord, records: readonly RunRecord[]): Comparison {
  const before = records.filter(
    ({ id, startedAt }) =>
      id !== current.id && Date.parse(startedAt) <= Date.parse(current.startedAt),
  );
  const last = new Map<string, { outcome: RecordedOutcome; startedAt: string }>();
  for (const { scenarios, startedAt } of before)
    for (const outcome of recordedOutcomes)
      for (const id of scenarios[outcome]) last.set(id, { outcome, startedAt });

  const changed: Comparison['changed'] = new Map();
  const added = new Set<string>();
  const isWholeKnown = before.some(({ selection }) => selection === '');
  for (const outcome of recordedOutcomes)
    for (const id of current.scenarios[outcome]) {
      const previous = last.get(id);
      if (previous && previous.outcome !== outcome) changed.set(id, previous);
      if (!previous && isWholeKnown) added.add(id);
    }
  const alike = before.filter(({ selection }) => selection === current.selection);
  return { runs: [...alike, current].slice(-runsShown), changed, added };
}
