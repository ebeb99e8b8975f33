import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { formatterHelpers } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import { fullTitle, scenarioName, type ScenarioName } from '../run-model/names';
import { fullMessage, splitStack, verdictOf, type Attempt } from '../run-model/outcome';

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
  const messages = new EventEmitter();
  const collector = new formatterHelpers.EventDataCollector(messages);
  let isComplete = false;
  const lines = createInterface({ input: fs.createReadStream(messagesFile), crlfDelay: Infinity });
  for await (const line of lines) {
    const envelope = JSON.parse(line) as Envelope;
    if (envelope.testRunFinished) isComplete = true;
    messages.emit('envelope', envelope);
  }
  const attempts = collector.getTestCaseAttempts().filter(({ willBeRetried }) => !willBeRetried);
  return {
    isComplete,
    paths: attempts.map((attempt) => pathOf(nameOf(attempt))),
    failed: attempts
      .filter((attempt) => verdictOf(attempt) === 'failed')
      .map((attempt) => ({ ...nameOf(attempt), why: firstLineOf(attempt) })),
  };
}

function nameOf({ gherkinDocument, pickle }: Attempt): ScenarioName {
  return scenarioName(gherkinDocument, pickle);
}

function firstLineOf({ stepResults }: Attempt): string {
  const messages = Object.values(stepResults).map((each) => fullMessage(each) ?? '');
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
