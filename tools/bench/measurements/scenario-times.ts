import type { Envelope, Timestamp } from '@cucumber/messages';

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
  const aloneByPickle = new Map<string, boolean>();
  const pickleByTestCase = new Map<string, string>();
  const started = new Map<string, { at: number; alone: boolean }>();
  const times = { sum: 0, alone: 0, firstStarted: Infinity, lastFinished: -Infinity };

  for (const line of messages.trimEnd().split('\n')) {
    const { pickle, testCase, testCaseStarted, testCaseFinished } = JSON.parse(line) as Envelope;
    if (pickle)
      aloneByPickle.set(
        pickle.id,
        pickle.tags.some(({ name }) => name === '@alone'),
      );
    if (testCase) pickleByTestCase.set(testCase.id, testCase.pickleId);
    if (testCaseStarted) {
      const at = milliseconds(testCaseStarted.timestamp);
      const pickleId = pickleByTestCase.get(testCaseStarted.testCaseId)!;
      started.set(testCaseStarted.id, { at, alone: aloneByPickle.get(pickleId)! });
      times.firstStarted = Math.min(times.firstStarted, at);
    }
    if (testCaseFinished) {
      const { at, alone } = started.get(testCaseFinished.testCaseStartedId)!;
      const end = milliseconds(testCaseFinished.timestamp);
      times.sum += end - at;
      if (alone) times.alone += end - at;
      times.lastFinished = Math.max(times.lastFinished, end);
    }
  }
  if (times.sum === 0) throw new Error('The run had no scenario.');
  return times;
}

function milliseconds({ seconds, nanos }: Timestamp): number {
  return seconds * 1000 + nanos / 1e6;
}
