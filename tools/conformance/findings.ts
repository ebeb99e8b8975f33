import { clauses, type ClauseId } from '../../support/contract/clauses';
import type { Capability } from '../../support/contract/capabilities';
import type { Failure } from '../../support/contract/failure';
import type { KnownFailure } from '../../support/run/known-failures';
import { weightiest } from '../run-model/failures';
import { entryFor } from '../run-model/known';
import { besideOf, isIncident } from '../run-model/reasons';
import type { Scenario } from '../run-model/run';
import type { RunModel } from '../run-model/run-model';
import type { RunVerdict } from '../run-model/verdict';

/** Something that a run holds against a clause. */
export interface Finding {
  clause: ClauseId;
  failure: Failure;
  /** Undefined where it was seen beside the scenarios. */
  scenario?: Scenario;
  /** The entry by which it is known. */
  known?: KnownFailure | undefined;
}

/**
 * All that a run holds against clauses: that they are broken, or that they could not be judged.
 * What befell the platform is held against none.
 */
export function findingsOf(
  run: RunModel,
  scenarios: readonly Scenario[],
  { reasons, known: knownReasons }: RunVerdict,
): Finding[] {
  const { known: listed = [], claims } = run.details;
  const told = [...reasons, ...knownReasons];
  const keys = new Set(told.map(({ key }) => key));
  const excused = new Set(
    told.filter(isIncident).flatMap((reason) => reason.scenarios.map(({ pickle }) => pickle.id)),
  );
  const find = (failure: Failure, scenario?: Scenario): Finding[] => {
    const clause = blamedFor(failure, keys, claims);
    if (clause === undefined || !isHeldAgainst(failure)) return [];
    const known = entryFor(failure, scenario?.name, listed);
    return [{ clause, failure, known, ...(scenario && { scenario }) }];
  };
  const own = scenarios
    .filter(({ pickle }) => !excused.has(pickle.id))
    .flatMap((scenario) =>
      failuresOf(scenario, run.details.strictFlaky).flatMap((each) => find(each, scenario)),
    );
  return [...own, ...besideOf(run).flatMap(({ failure }) => find(failure))];
}

/** What passes when it is tried again has failed in a strict run, and has not in any other. */
function failuresOf({ attempts, verdict }: Scenario, isStrict = false): Failure[] {
  if (verdict === 'unrun') return [];
  return (isStrict ? attempts : attempts.slice(-1)).flatMap(weightiest);
}

/** A mistake in a feature, or in the suite, says nothing of the platform. */
function isHeldAgainst({ kind }: Failure): boolean {
  return kind !== 'mistake' && kind !== 'suite';
}

/**
 * The clause that a failure names: the more general of two where the reasons of the run have found
 * that the fault is not as particular as the other, or where the other is not claimed.
 */
function blamedFor(
  { clause, general }: Failure,
  reasons: ReadonlySet<string>,
  claims?: readonly Capability[],
): ClauseId | undefined {
  if (clause === undefined || general === undefined) return clause;
  const isClaimed = (id: ClauseId) =>
    claims?.some((each) => each === clauses.get(id)?.capability) ?? true;
  const isGeneral = reasons.has(general) && !reasons.has(clause);
  return isGeneral || (!isClaimed(clause) && isClaimed(general)) ? general : clause;
}
