import fs from 'node:fs';
import { createInterface } from 'node:readline';
import type { Envelope } from '@cucumber/messages';
import { failureTitle } from '../../support/contract/failure';
import { weightiest } from '../run-model/failures';
import { fullTitle, type ScenarioName } from '../run-model/names';
import { RunModel } from '../run-model/run-model';
import { judgeRun } from '../run-model/verdict';
import { type Attempt } from '../run-model/run';

/** A scenario that failed, and the first line of what it said. */
export interface FailedScenario extends ScenarioName {
  why: string;
}

/** What a run of the suite came to. */
export interface SuiteResult {
  /** Whether it came to its end. */
  isComplete: boolean;
  /** The paths of all scenarios that were run. */
  paths: string[];
  failed: FailedScenario[];
  /** Why, by the keys of the reasons and of what comes with them: most are clauses. */
  reasons: string[];
  /** Those of them that were seen beside the scenarios, by their keys. */
  beside: string[];
}

/** Reads what became of a run from Cucumber's messages. */
export async function readResult(messagesFile: string): Promise<SuiteResult> {
  const run = new RunModel();
  const lines = createInterface({ input: fs.createReadStream(messagesFile), crlfDelay: Infinity });
  for await (const line of lines) run.follow(JSON.parse(line) as Envelope);
  const { reasons } = judgeRun(run);
  const begun = run.scenarios().filter(({ attempts }) => attempts.length > 0);
  return {
    isComplete: run.end === 'finished',
    paths: begun.map(({ name }) => pathOf(name)),
    failed: begun
      .filter(({ verdict }) => verdict === 'failed')
      .map(({ name, attempts }) => ({ ...name, why: firstLineOf(attempts.at(-1)) })),
    reasons: reasons.flatMap(({ key, also }) => [key, ...also]),
    beside: reasons
      .filter(({ kind, beside }) => kind !== 'unjudged' && beside.length > 0)
      .map(({ key }) => key),
  };
}

function firstLineOf(attempt: Attempt | undefined): string {
  const [first] = attempt ? weightiest(attempt) : [];
  return first ? failureTitle(first) : 'it never ended';
}

/** Where a scenario stands: `Feature › Rule › Example`. */
export function pathOf({ feature, rule, title }: ScenarioName): string {
  return fullTitle({ feature, ...(rule !== undefined && { rule }), title, uri: '', line: 0 });
}

/** Whether a scenario stands at or below a place such as `Feature › Rule`. */
export function isAt(place: string, path: string): boolean {
  return path === place || path.startsWith(`${place} › `);
}
