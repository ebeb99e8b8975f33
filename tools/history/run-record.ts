/** What is kept of a run, so that later ones can be compared with it: one small JSON file. */
export interface RunRecord {
  /** Of the run; see Cucumber's `testRunStarted`. */
  id: string;
  /** RFC 3339, UTC. */
  startedAt: string;
  seconds: number;
  /** What of the suite was run, in words; empty for all of it. */
  selection: string;
  commit?: string;
  /** `own` where the run started it. */
  platform?: { version: string; baseUrl: string; own?: boolean };
  /** Average execution delay in milliseconds of each load that was measured, by its scenario. */
  executionDelayMs: Record<string, number>;
  /** Why scenarios failed, known or not, or could not be judged: how many, by the reasons' keys. */
  reasons?: Record<string, number>;
  /** The scenarios by how they ended, each by an id that is the same in every run. */
  scenarios: Record<RecordedOutcome, string[]>;
}

export const recordedOutcomes = ['passed', 'failed', 'flaky', 'skipped'] as const;
export type RecordedOutcome = (typeof recordedOutcomes)[number];

/** Whether this is what a run has left behind, and nothing else that happens to be JSON. */
export function isRunRecord(value: unknown): value is RunRecord {
  const record = value as Partial<RunRecord> | null;
  return (
    typeof record === 'object' &&
    record !== null &&
    typeof record.id === 'string' &&
    typeof record.startedAt === 'string' &&
    !Number.isNaN(Date.parse(record.startedAt)) &&
    typeof record.seconds === 'number' &&
    typeof record.selection === 'string' &&
    typeof record.executionDelayMs === 'object' &&
    record.executionDelayMs !== null &&
    Object.values(record.executionDelayMs).every((each) => typeof each === 'number') &&
    recordedOutcomes.every((outcome) => Array.isArray(record.scenarios?.[outcome]))
  );
}

/** What a run selected, in the words of its command line; empty for all of the suite. */
export function selectionOf(request: {
  paths?: readonly string[];
  names?: readonly string[];
  tags?: string;
}): string {
  const { paths = [], names = [], tags = '' } = request;
  return [
    ...paths.map((each) => each.replaceAll('\\', '/')),
    ...(tags === '' ? [] : [`--tags "${tags}"`]),
    ...names.map((each) => `--name "${each}"`),
  ].join(' ');
}
