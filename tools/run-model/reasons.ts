import { clause as clauseOf, type ClauseId } from '../../support/contract/clauses';
import {
  failureTitle,
  reasonKey,
  reasonKeys,
  type Failure,
  type FailureKind,
} from '../../support/contract/failure';
import type { PlatformInfo } from '../../support/run/run-info';
import { weightiest } from './failures';
import type { ScenarioName } from './names';
import type { RunModel } from './run-model';
import type { Attempt, Scenario } from './run';

/** One cause of failures, as far as can be told: everything that it does is counted under it. */
export interface Reason {
  /** The same in every run. */
  key: string;
  kind: FailureKind;
  clause?: ClauseId | undefined;
  /** What it is, in one line. */
  title: string;
  /** In which ways scenarios failed for it, the commonest first. */
  ways: { sentence: string; count: number }[];
  /** Those that failed for it; none where it was seen beside the scenarios alone. */
  scenarios: Scenario[];
  /** One that shows it best. */
  specimen?: { scenario: Scenario; failure: Failure };
  /** Other clauses that most of its scenarios have seen broken as well, such as a more particular one. */
  also: string[];
  /** What was seen of it beside the scenarios. */
  beside: Beside[];
  /** What to try. */
  advice?: string;
}

/** Something that went wrong with an order of another scenario than the one that saw it. */
export interface Beside {
  failure: Failure;
  /** How many scenarios have seen it. */
  seenBy: number;
  /** The scenario that placed the order, where it is known. */
  placedBy?: ScenarioName | undefined;
}

type Failed = { scenario: Scenario; failures: Failure[]; keys: string[] };

/** Whether a key is known to be a more particular one than another. */
function isWithin(failed: readonly Failed[], one: string, other: string): boolean {
  return failed
    .flatMap(({ failures }) => failures.map(reasonKeys))
    .some(([particular, general]) => particular === one && general === other);
}

/**
 * Why scenarios have failed, the commonest reason first, and then why they could not be judged. A
 * scenario that could have failed for several counts under the one that explains most of them.
 */
export function reasonsOf(
  scenarios: readonly Scenario[],
  beside: readonly Beside[] = [],
  platform?: PlatformInfo,
): Reason[] {
  const open = new Set(scenarios.map((each) => readFailed(each, platform)));
  const reasons: Reason[] = [];
  while (open.size > 0) {
    const key = commonest([...open]);
    const found = [...open].filter(({ keys }) => keys.includes(key));
    for (const each of found) open.delete(each);
    reasons.push(reasonFrom(key, found, platform));
  }
  for (const each of beside) {
    const key = keyOfBeside(each, platform);
    const known =
      reasons.find((reason) => reason.key === key) ??
      reasons.find(({ also }) => also.includes(key));
    if (known) known.beside.push(each);
    else reasons.push({ ...described(key, [each.failure]), scenarios: [], beside: [each] });
  }
  const isUnjudged = ({ kind }: Reason) => Number(kind === 'unjudged');
  return reasons.sort((a, b) => isUnjudged(a) - isUnjudged(b));
}

/** Who has heard nothing of a platform that was away has heard of that. */
function keyOfBeside({ failure }: Beside, platform: PlatformInfo | undefined): string {
  if (failure.kind !== 'silent') return reasonKey(failure);
  const [first] = platform?.incidents ?? [];
  if (first) return incidentKey(first.what);
  return platform?.died === undefined ? reasonKey(failure) : incidentKey('ended');
}

function readFailed(scenario: Scenario, platform: PlatformInfo | undefined): Failed {
  const last = scenario.attempts.at(-1);
  const failures = last ? weightiest(last) : [];
  const told = failures.length > 0 ? failures : [neverBegun];
  const incident = last && incidentDuring(last, told, platform);
  const keys = [...(incident === undefined ? [] : [incident]), ...told.flatMap(reasonKeys)];
  return { scenario, failures: told, keys: [...new Set(keys)] };
}

const neverBegun: Failure = { kind: 'suite', sentence: 'a scenario was selected and never begun' };

/** What befell the platform while an attempt was under way, where that may be why it failed. */
function incidentDuring(
  { startedAt, endedAt = Infinity }: Attempt,
  failures: readonly Failure[],
  platform: PlatformInfo | undefined,
): string | undefined {
  const hit = platform?.incidents?.find(({ from, to }) => startedAt <= to && endedAt >= from);
  if (hit) return incidentKey(hit.what);
  const isGone = platform?.died !== undefined && failures.some(({ kind }) => kind === 'silent');
  return isGone ? incidentKey('ended') : undefined;
}

const incidents = {
  ended: 'the platform ended during the run',
  gone: 'the platform went away during the run',
  restarted: 'the platform was restarted during the run',
} as const;

const incidentKey = (what: keyof typeof incidents) => `silent: ${incidents[what]}`;

/** Whether it is something that befell the platform: what scenarios saw meanwhile follows from it. */
export function isIncident({ key }: Pick<Reason, 'key'>): boolean {
  return Object.values(incidents).some((each) => key === `silent: ${each}`);
}

/** The key that most could be counted under; of several the one that is the most particular. */
function commonest(failed: readonly Failed[]): string {
  const counts = new Map<string, { count: number; place: number }>();
  for (const { keys } of failed)
    for (const [place, key] of keys.entries()) {
      const before = counts.get(key) ?? { count: 0, place: 0 };
      counts.set(key, { count: before.count + 1, place: before.place + place });
    }
  const [[key] = ['']] = [...counts].sort(
    ([oneKey, one], [otherKey, other]) =>
      other.count - one.count ||
      Number(isWithin(failed, otherKey, oneKey)) - Number(isWithin(failed, oneKey, otherKey)) ||
      one.place - other.place ||
      (oneKey < otherKey ? -1 : 1),
  );
  return key;
}

function reasonFrom(
  key: string,
  failed: readonly Failed[],
  platform: PlatformInfo | undefined,
): Reason {
  const own = failed.flatMap(({ scenario, failures }) => {
    const failure = failures.find((each) => reasonKeys(each).includes(key)) ?? failures[0];
    return failure ? [{ scenario, failure }] : [];
  });
  const reason = described(
    key,
    own.map(({ failure }) => failure),
  );
  const [best] = [...own].sort((a, b) => plainness(a.scenario) - plainness(b.scenario));
  const advice = adviceFor(reason, own, platform);
  return {
    ...reason,
    scenarios: own.map(({ scenario }) => scenario),
    also: alsoSeen(key, failed),
    ...(best && { specimen: best }),
    ...(advice !== undefined && { advice }),
  };
}

/** Keys under which at least half of these could have been counted, too. */
function alsoSeen(key: string, failed: readonly Failed[]): string[] {
  const counts = new Map<string, number>();
  for (const other of failed.flatMap(({ keys }) => keys))
    if (other !== key) counts.set(other, (counts.get(other) ?? 0) + 1);
  return [...counts].filter(([, count]) => count * 2 >= failed.length).map(([other]) => other);
}

/** A short scenario shows a fault best. */
function plainness({ pickle, attempts }: Scenario): number {
  return 100 * pickle.steps.length + (attempts.at(-1)?.seconds ?? 0);
}

/** A reason as its failures tell it, without scenarios yet. */
function described(key: string, failures: readonly Failure[]): Omit<Reason, 'scenarios'> {
  const counts = new Map<string, number>();
  for (const { sentence } of failures) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  const ways = [...counts]
    .map(([sentence, count]) => ({ sentence, count }))
    .sort((a, b) => b.count - a.count);
  const incident = Object.values(incidents).find((each) => key === `silent: ${each}`);
  const [first = neverBegun] = failures;
  const id = (key.split(' ')[0] ?? '') as ClauseId;
  const isOfClause = reasonKeys(first).includes(key) && first.clause !== undefined;
  if (incident !== undefined || !isOfClause)
    return {
      ...{ key, kind: incident === undefined ? first.kind : 'silent', ways, also: [], beside: [] },
      title: incident ?? failureTitle(first),
    };
  const unjudged = first.kind === 'unjudged' ? ' (not judged)' : '';
  return {
    ...{ key, kind: first.kind, clause: id, ways, also: [], beside: [] },
    title: `${id}${unjudged}  ${clauseOf(id).sentence}`,
  };
}

const fewest = 2;

function adviceFor(
  { key }: Pick<Reason, 'key'>,
  own: readonly { failure: Failure }[],
  platform: PlatformInfo | undefined,
): string | undefined {
  if (key === incidentKey('ended')) return `It ended with ${platform?.died ?? 'an unknown code'}.`;
  if (own.some(({ failure }) => failure.kind === 'unjudged'))
    return 'The machine, or the way to the platform, was too slow: DEADLINE_FACTOR=2, or --parallel 4.';
  const late = own.filter(({ failure }) => failure.hint === 'late execution').length;
  return late >= fewest && late > own.length / 2
    ? 'If the platform is set to take longer, say so: EXECUTION_DELAY_MS=4000-5000, for one.'
    : undefined;
}

/**
 * What scenarios have seen go wrong with others' orders, each thing once; without what the scenario
 * that placed the order has failed for itself.
 */
export function besideOf(run: RunModel): Beside[] {
  const placed = new Map<string, Scenario>();
  const scenarios = run.scenarios();
  for (const scenario of scenarios)
    for (const order of scenario.placed) placed.set(order, scenario);
  const found = new Map<string, Beside>();
  for (const { beside } of scenarios)
    for (const failure of beside) {
      const owner = placed.get(failure.order ?? '');
      const failures = owner?.attempts.at(-1)?.failures ?? [];
      if (failures.some((each) => reasonKeys(each).includes(reasonKey(failure)))) continue;
      const key = `${reasonKey(failure)} ${failure.order} ${failure.sentence}`;
      const known = found.get(key);
      if (known) known.seenBy += 1;
      else found.set(key, { failure, seenBy: 1, placedBy: owner?.name });
    }
  return [...found.values()];
}
