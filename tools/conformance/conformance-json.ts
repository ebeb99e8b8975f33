import { selectionOf } from '../history/run-record';
import type { Scenario } from '../run-model/run';
import type { RunModel } from '../run-model/run-model';
import type { Conformance, JudgedClause } from './model';
import { claimedOf, countsOf, sentenceOf } from './words';

/** What `conformance.json` holds, which `conformance.schema.json` describes. */
export function conformanceJson(run: RunModel, conformance: Conformance) {
  const { platform } = run.details;
  const { startedAt } = run;
  return {
    sentence: sentenceOf(conformance),
    run: {
      ...(startedAt !== undefined && { startedAt: new Date(startedAt).toISOString() }),
      end: run.end,
      selection: selectionOf(run.details),
    },
    ...(platform && { platform: { version: platform.version, baseUrl: platform.baseUrl } }),
    claims: conformance.claims,
    claimed: claimedOf(conformance),
    counts: countsOf(conformance),
    clauses: conformance.clauses.map(clauseJson),
  };
}

function clauseJson({
  id,
  text,
  capability,
  verdict,
  why,
  known,
  scenarios,
  faults,
}: JudgedClause) {
  return {
    ...{ id, text, capability, verdict, why },
    known: known.map(({ link, until }) => ({ link, until })),
    scenarios: scenarios.map(scenarioJson),
    faults: faults.map(({ name, means }) => ({ name, means })),
  };
}

function scenarioJson({ name, verdict }: Scenario) {
  const { feature, rule, title, row, uri, line } = name;
  return {
    ...{ feature, ...(rule !== undefined && { rule }), title, ...(row !== undefined && { row }) },
    ...{ uri, line, status: verdict },
  };
}
