import junit from '@cucumber/junit-xml-formatter';
import { TestStepResultStatus, type Envelope, type TestCaseFinished } from '@cucumber/messages';
import { FlakyCounter } from '../../support/run/flaky';
import type { RunRequest } from '../../support/run/run-info';
import { RunModel, verdictOf } from '../run-model/run-model';
import { attemptTitle, failedAttempts } from '../run-model/retries';

/** What Cucumber hands to a formatter that is a plugin, with the options of ours. */
type Context = Omit<Parameters<typeof junit.formatter>[0], 'options'> & {
  options: Pick<RunRequest, 'strictFlaky'>;
};

/**
 * Cucumber's own JUnit report. It knows one attempt at a scenario, and no word for one that passed
 * only when tried again: where that fails the run, it is a failure here, too; where not, the first
 * element counts them (`flakes`), and they are passed for whoever does not know that word.
 */
const junitFormatter = {
  type: 'formatter',
  optionsKey: 'run',
  formatter: (context: Context) => {
    const asFailure = failureOfFlaky();
    const flaky = new FlakyCounter();
    return junit.formatter({
      ...context,
      options: {},
      write: (text) => context.write(sayingHowManyAreFlaky(String(text), flaky.count)),
      on: (key, handler) => {
        context.on(key, (envelope) => {
          if (!context.options.strictFlaky) flaky.follow(envelope);
          const failure = context.options.strictFlaky ? asFailure(envelope) : undefined;
          if (failure) handler(failure);
          handler(envelope);
        });
      },
    });
  },
};

export default junitFormatter;

function sayingHowManyAreFlaky(xml: string, count: number): string {
  return count === 0 ? xml : xml.replace('<testsuite ', `$&flakes="${count}" `);
}

/** Follows the messages; at the end of a scenario that is flaky gives a result that says so. */
function failureOfFlaky(): (envelope: Envelope) => Envelope | undefined {
  const run = new RunModel();
  return (envelope) => {
    run.follow(envelope);
    const { testCaseFinished } = envelope;
    return testCaseFinished && !testCaseFinished.willBeRetried
      ? failureOf(testCaseFinished, run)
      : undefined;
  };
}

function failureOf(finished: TestCaseFinished, run: RunModel): Envelope | undefined {
  const { testCaseStartedId, timestamp } = finished;
  const { pickle, number } = run.attempt(testCaseStartedId);
  const scenario = run.scenarioOf(pickle.id);
  const testStepId = run.query.findTestCaseBy(finished)?.testSteps.at(-1)?.id;
  // The run goes on, and this scenario is over.
  if (!scenario || verdictOf(scenario.attempts) !== 'flaky' || testStepId === undefined)
    return undefined;
  const failed = failedAttempts(scenario);
  const message = `passed only at attempt ${number}: it is flaky`;
  const testStepResult = {
    status: TestStepResultStatus.FAILED,
    duration: { seconds: 0, nanos: 0 },
    message: [message, ...failed.map((one) => `${attemptTitle(one)}\n${one.text}`)].join('\n\n'),
    exception: { type: 'Flaky', message },
  };
  return { testStepFinished: { testCaseStartedId, testStepId, testStepResult, timestamp } };
}
