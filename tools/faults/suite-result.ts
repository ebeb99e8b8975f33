import fs from 'node:fs';
import { createInterface } from 'node:readline';
import type { Envelope } from '@cucumber/messages';
import { fullTitle, type ScenarioName } from '../run-model/names';
import { fullMessage, splitStack } from '../run-model/causes';
import { RunModel, verdictOf } from '../run-model/run-model';
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
}

/** Reads what became of a run from Cucumber's messages. */
export async function readResult(messagesFile: string): Promise<SuiteResult> {
  const run = new RunModel();
  const lines = createInterface({ input: fs.createReadStream(messagesFile), crlfDelay: Infinity });
  for await (const line of lines) run.follow(JSON.parse(line) as Envelope);
  const begun = run.scenarios().filter(({ attempts }) => attempts.length > 0);
  return {
    isComplete: run.end === 'finished',
    paths: begun.map(({ name }) => pathOf(name)),
    failed: begun
      .filter(({ attempts }) => verdictOf(attempts) === 'failed')
      .map(({ name, attempts }) => ({ ...name, why: firstLineOf(attempts.at(-1)) })),
  };
}

function firstLineOf(attempt: Attempt | undefined): string {
  const messages = attempt?.steps.map(({ result }) => fullMessage(result) ?? '') ?? [];
  const said = splitStack(messages.find((each) => each !== '') ?? 'It never ended.').message;
  return (said.split('\n')[0] ?? '').replace(/^(?:Assertion)?Error: /, '');
}

/** Where a scenario stands: `Feature › Rule › Example`. */
export function pathOf({ feature, rule, title }: ScenarioName): string {
  return fullTitle({ feature, ...(rule !== undefined && { rule }), title, uri: '', line: 0 });
}

/** Whether a scenario stands at or below a place such as `Feature › Rule`. */
export function isAt(place: string, path: string): boolean {
  return path === place || path.startsWith(`${place} › `);
}
