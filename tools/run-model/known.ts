import { reasonKeys, type Failure } from '../../support/contract/failure';
import type { KnownFailure } from '../../support/run/known-failures';
import { weightiest } from './failures';
import { fullTitle, type ScenarioName } from './names';
import type { Attempt, Scenario } from './run';

/** Whether all that an attempt failed for is known. */
export function isKnown(attempt: Attempt, known: readonly KnownFailure[]): boolean {
  const failures = weightiest(attempt);
  return failures.length > 0 && failures.every((each) => entryFor(each, attempt.name, known));
}

/** The entry by which a failure is known. */
export function entryFor(
  failure: Failure,
  name: ScenarioName | undefined,
  known: readonly KnownFailure[],
): KnownFailure | undefined {
  return known.find(
    ({ clause, scenario }) =>
      (clause !== undefined && reasonKeys(failure).includes(clause)) ||
      (scenario !== undefined && name !== undefined && isAt(scenario, name)),
  );
}

function isAt(place: string, name: ScenarioName): boolean {
  const full = fullTitle(name);
  return name.title === place || full === place || full.startsWith(`${place} › `);
}

/**
 * What is wrong with the list of what is known to fail, a sentence each: what passes by now, and
 * what is past its day. Of what was not run nothing is said.
 * @param day `2026-12-31`
 */
export function staleKnown(
  known: readonly KnownFailure[],
  scenarios: readonly Scenario[],
  day: string,
): string[] {
  return known.flatMap((entry) => {
    const what = entry.clause ?? `"${entry.scenario}"`;
    const about = `${what} is listed as known to fail (${entry.link})`;
    if (entry.until < day) return [`${about} until ${entry.until}, which is past.`];
    const own = scenarios.filter(({ name, pickle }) =>
      entry.clause === undefined
        ? isAt(entry.scenario ?? '', name)
        : pickle.tags.some((tag) => tag.name === `@${entry.clause}`),
    );
    const ended = own.filter(({ attempts }) => attempts.length > 0);
    if (ended.length === 0) return [];
    const { clause } = entry;
    const all = clause === undefined ? ended : scenarios;
    const fails = all
      .flatMap(({ attempts }) => attempts.at(-1)?.failures ?? [])
      .some((each) => clause === undefined || each.clause === clause || each.general === clause);
    return fails ? [] : [`${about}, and does not fail: take it off the list.`];
  });
}
