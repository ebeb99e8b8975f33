import type { Capability } from '../../support/contract/capabilities';
import type { Clause } from '../../support/contract/clauses';
import { failureTitle } from '../../support/contract/failure';
import type { KnownFailure } from '../../support/run/known-failures';
import { weightiest } from '../run-model/failures';
import type { Scenario } from '../run-model/run';
import { counted } from '../run-model/verdict';
import { skipReason } from '../run-model/why-skipped';
import type { Finding } from './findings';
import type { ClauseVerdict, JudgedClause } from './model';

export type Judgement = Pick<JudgedClause, 'verdict' | 'why' | 'known'>;

/**
 * What a run says of one clause.
 * @param scenarios those that are about it
 * @param findings what the run holds against it
 * @param failedFor what scenarios have failed for, by their pickles, where the run knows it
 */
export function judgeClause(
  { capability }: Pick<Clause, 'capability'>,
  claims: readonly Capability[],
  scenarios: readonly Scenario[],
  findings: readonly Finding[],
  failedFor: ReadonlyMap<string, string>,
): Judgement {
  const say = (verdict: ClauseVerdict, why: string[] = [], known: KnownFailure[] = []) => ({
    ...{ verdict, why, known },
  });
  if (!claims.includes(capability))
    return say('not claimed', [`the platform does not claim ${capability}`]);
  const isUnjudged = ({ failure }: Finding) => failure.kind === 'unjudged';
  const breaks = findings.filter((each) => !isUnjudged(each));
  if (breaks.length > 0) return say('broken', ways(breaks), knownBy(breaks));
  if (findings.length > 0) return say('could not be judged', ways(findings));
  if (scenarios.some(hasPassed)) return say('kept');
  // What has failed for something else neither keeps it nor breaks it.
  const undecided = scenarios.filter(hasEnded);
  return undecided.length > 0
    ? say('could not be judged', whatElse(undecided, failedFor))
    : say('not exercised', whyNotRun(scenarios));
}

function hasPassed({ verdict }: Scenario): boolean {
  return verdict === 'passed' || verdict === 'flaky';
}

function hasEnded({ verdict, attempts }: Scenario): boolean {
  return verdict !== 'skipped' && attempts.at(-1)?.endedAt !== undefined;
}

/** In which ways a clause is broken or could not be judged, and how many have seen it. */
function ways(findings: readonly Finding[]): string[] {
  const sentences = new Set(findings.map(({ failure }) => failure.sentence));
  return [...sentences].map((sentence) => {
    const same = findings.filter(({ failure }) => failure.sentence === sentence);
    const inScenarios = new Set(same.flatMap(({ scenario }) => scenario?.pickle.id ?? [])).size;
    const beside = same.filter(({ scenario }) => scenario === undefined).length;
    const where = [
      ...(inScenarios > 0 ? [counted(inScenarios, 'scenario')] : []),
      ...(beside > 0 ? [`${counted(beside, 'order')} seen beside the scenarios`] : []),
    ];
    return `${sentence} (${where.join(', ')})`;
  });
}

/** The entries by which all of it is known; none where something is not. */
function knownBy(findings: readonly Finding[]): KnownFailure[] {
  const entries = findings.map(({ known }) => known);
  const known = entries.filter((each) => each !== undefined);
  return known.length === entries.length ? [...new Set(known)] : [];
}

/** Why scenarios that came to an end have not passed. */
function whatElse(
  scenarios: readonly Scenario[],
  failedFor: ReadonlyMap<string, string>,
): string[] {
  return withCounts(
    scenarios.map(({ pickle, attempts }) => {
      const [first] = attempts.slice(-1).flatMap(weightiest);
      return failedFor.get(pickle.id) ?? (first ? failureTitle(first) : 'it did not pass');
    }),
  );
}

function whyNotRun(scenarios: readonly Scenario[]): string[] {
  if (scenarios.length === 0) return ['none of its scenarios was selected'];
  return withCounts(
    scenarios.map((each) =>
      each.verdict === 'skipped'
        ? `skipped${skipReason(each) === undefined ? '' : `: ${skipReason(each)}`}`
        : 'it was not run to its end',
    ),
  );
}

/** Each text once, with how many scenarios it is true of. */
function withCounts(texts: readonly string[]): string[] {
  return [...new Set(texts)].map((text) => {
    const same = texts.filter((each) => each === text).length;
    return `${text} (${counted(same, 'scenario')})`;
  });
}
