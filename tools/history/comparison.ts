import { recordedOutcomes, selectionOf, type RecordedOutcome, type RunRecord } from './run-record';

/** How a run compares with those before it. */
export interface Comparison {
  /** Runs of the same selection against the same platform, this one last. */
  runs: RunRecord[];
  /** When the run was that it is compared with; RFC 3339. */
  before?: string;
  /** What keeps it from being compared with the run that it was to be compared with, in a sentence. */
  unlike?: string;
  /** Why scenarios failed then and now. */
  reasons: ComparedReason[];
  /** The last outcome before this run of each scenario that had another one then. */
  changed: Map<string, { outcome: RecordedOutcome; startedAt: string }>;
  /** Scenarios that no run remembered has had, where there is one of all of the suite. */
  added: Set<string>;
}

/** A reason in two runs, and how many scenarios failed for it. */
export interface ComparedReason {
  key: string;
  state: 'new' | 'gone' | 'still';
  before: number;
  now: number;
}

const runsShown = 30;

/** Compares like with like: a run with those of the same selection against the same platform. */
export function compare(current: RunRecord, records: readonly RunRecord[]): Comparison {
  const earlier = records.filter(
    ({ id, startedAt }) =>
      id !== current.id && Date.parse(startedAt) <= Date.parse(current.startedAt),
  );
  const alike = earlier.filter((each) => whatDiffers(each, current) === undefined);
  const runs = [...alike, current].slice(-runsShown);
  const last = new Map<string, { outcome: RecordedOutcome; startedAt: string }>();
  for (const { scenarios, startedAt } of alike)
    for (const outcome of recordedOutcomes)
      for (const id of scenarios[outcome]) last.set(id, { outcome, startedAt });
  const isWholeKnown = earlier.some(({ selection }) => selection === '');
  const known = new Set(earlier.flatMap(({ scenarios }) => Object.values(scenarios).flat()));
  const changed: Comparison['changed'] = new Map();
  const added = new Set<string>();
  for (const outcome of recordedOutcomes)
    for (const id of current.scenarios[outcome]) {
      const previous = last.get(id);
      if (previous && previous.outcome !== outcome) changed.set(id, previous);
      if (!known.has(id) && isWholeKnown) added.add(id);
    }
  const before = alike.at(-1);
  return {
    ...{ runs, changed, added },
    ...(before && { before: before.startedAt }),
    reasons: before ? comparedReasons(before, current) : [],
  };
}

/** Compares a run with another that somebody has named, or says why the two cannot be compared. */
export function comparePair(current: RunRecord, other: RunRecord): Comparison {
  const unlike = whatDiffers(other, current);
  const compared = compare(current, [{ ...other, startedAt: earlierOf(other, current) }]);
  return { ...compared, ...(unlike !== undefined && { unlike }) };
}

/** Of two runs that are named the first is the earlier one, whatever their clocks say. */
function earlierOf({ startedAt }: RunRecord, current: RunRecord): string {
  return Date.parse(startedAt) <= Date.parse(current.startedAt) ? startedAt : current.startedAt;
}

function comparedReasons(before: RunRecord, current: RunRecord): ComparedReason[] {
  const [then, now] = [before.reasons ?? {}, current.reasons ?? {}];
  const keys = [...new Set([...Object.keys(now), ...Object.keys(then)])];
  return keys.map((key) => ({
    key,
    state: !(key in then) ? 'new' : key in now ? 'still' : 'gone',
    before: then[key] ?? 0,
    now: now[key] ?? 0,
  }));
}

/** Why two runs cannot be compared, in a sentence; undefined where they can. */
function whatDiffers(one: RunRecord, other: RunRecord): string | undefined {
  const [a, b] = [one.platform, other.platform];
  if (one.selection !== other.selection)
    return `The runs are of different selections: ${one.selection || 'the whole suite'}, and ${other.selection || 'the whole suite'}.`;
  if (!isSamePlatform(a, b))
    return `The runs are of different platforms: ${a?.version} at ${a?.baseUrl}, and ${b?.version} at ${b?.baseUrl}.`;
  return undefined;
}

/** What makes two runs alike: what was tested, and what of the suite was run. */
type Tested = Parameters<typeof selectionOf>[0] & {
  platform?: { version: string; baseUrl: string; own?: boolean } | undefined;
};

/** The runs of the same selection against the same platform, the oldest first. */
export function recordsLike(records: readonly RunRecord[], tested: Tested): RunRecord[] {
  const selection = selectionOf(tested);
  return records.filter(
    (each) => each.selection === selection && isSamePlatform(each.platform, tested.platform),
  );
}

/** A platform of our own is the same wherever it listens. */
function isSamePlatform(one: Tested['platform'], other: Tested['platform']): boolean {
  if (one?.version !== other?.version || one?.own !== other?.own) return false;
  return one?.own === true || one?.baseUrl === other?.baseUrl;
}
