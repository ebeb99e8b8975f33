import type { Envelope } from '@cucumber/messages';
import { RunModel } from '../../run-model/run-model';

/** Where the time of a run of the suite went. All times are milliseconds since 1970. */
export interface ScenarioTimes {
  /** The durations of all scenarios together, in milliseconds. */
  sum: number;
  /** Of those that have the machine to themselves. */
  alone: number;
  firstStarted: number;
  lastFinished: number;
}

/**
 * @param messages what Cucumber reports of a run, as lines of JSON
 * @throws Error if there is no scenario in it
 */
export function scenarioTimes(messages: string): ScenarioTimes {
  const lines = messages.trimEnd().split('\n');
  const run = new RunModel(lines.map((line) => JSON.parse(line) as Envelope));
  const times = { sum: 0, alone: 0, firstStarted: Infinity, lastFinished: -Infinity };
  for (const { pickle, startedAt, endedAt = startedAt } of run
    .scenarios()
    .flatMap(({ attempts }) => attempts)) {
    times.sum += endedAt - startedAt;
    if (pickle.tags.some(({ name }) => name === '@alone')) times.alone += endedAt - startedAt;
    times.firstStarted = Math.min(times.firstStarted, startedAt);
    times.lastFinished = Math.max(times.lastFinished, endedAt);
  }
  if (times.sum === 0) throw new Error('The run had no scenario.');
  return times;
}
