import { capabilities, type Capability } from '../../support/contract/capabilities';
import { clauses, type ClauseId } from '../../support/contract/clauses';
import { failureTitle } from '../../support/contract/failure';
import { isWhole } from '../../support/run/run-info';
import { catalogue } from '../faults/catalogue';
import { isIncident } from '../run-model/reasons';
import type { Scenario } from '../run-model/run';
import type { RunModel } from '../run-model/run-model';
import { judgeRun, type RunVerdict } from '../run-model/verdict';
import { findingsOf, type Finding } from './findings';
import { judgeClause } from './judge-clause';
import type { Conformance, ProtectedFrom } from './model';

/** Judges every clause of the contract by a run's messages alone. */
export function conformanceOf(run: RunModel, verdict: RunVerdict = judgeRun(run)): Conformance {
  const scenarios = run.scenarios();
  const claimed: readonly Capability[] = run.details.claims ?? capabilities;
  const findings = findingsOf(run, scenarios, verdict);
  const failedFor = whatScenariosFailedFor(findings, verdict);
  return {
    basis: run.end !== 'finished' ? 'broken off' : isWhole(run.details) ? 'whole' : 'part',
    claims: capabilities.filter((each) => claimed.includes(each)),
    clauses: [...clauses.values()].map((clause) => {
      const own = scenarios.filter((each) => isAbout(clause.id, each));
      const against = findings.filter((each) => each.clause === clause.id);
      return {
        ...clause,
        ...judgeClause(clause, claimed, own, against, failedFor),
        ...{ scenarios: own, faults: faultsAgainst(clause.id) },
      };
    }),
  };
}

/** By their pickles: what befell the platform, or the first thing that the run holds against a clause. */
function whatScenariosFailedFor(
  findings: readonly Finding[],
  { reasons, known }: RunVerdict,
): ReadonlyMap<string, string> {
  const found = findings.map(
    ({ clause, failure, scenario }) =>
      [scenario?.pickle.id ?? '', failureTitle({ ...failure, clause })] as const,
  );
  const hit = [...reasons, ...known]
    .filter(isIncident)
    .flatMap(({ title, scenarios }) => scenarios.map(({ pickle }) => [pickle.id, title] as const));
  return new Map([...found.reverse(), ...hit]);
}

function isAbout(id: ClauseId, { pickle }: Scenario): boolean {
  return pickle.tags.some(({ name }) => name === `@${id}`);
}

function faultsAgainst(id: ClauseId): ProtectedFrom[] {
  return catalogue
    .flatMap(({ faults }) => faults)
    .filter(({ breaks }) => breaks === id)
    .map(({ name, means }) => ({ name, means }));
}
