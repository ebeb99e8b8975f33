import { getWorstTestStepResult, type Envelope, type TestStepResult } from '@cucumber/messages';
import { Status } from '@cucumber/cucumber';

/** Follows the messages of a run, and counts the scenarios that passed only when tried again. */
export class FlakyCounter {
  count = 0;
  /** Results of the attempts under way that are not the first. */
  private readonly retries = new Map<string, TestStepResult[]>();

  follow({ testCaseStarted, testStepFinished, testCaseFinished }: Envelope): void {
    if (testCaseStarted && testCaseStarted.attempt > 0) this.retries.set(testCaseStarted.id, []);
    if (testStepFinished)
      this.retries.get(testStepFinished.testCaseStartedId)?.push(testStepFinished.testStepResult);
    if (!testCaseFinished) return;
    const results = this.retries.get(testCaseFinished.testCaseStartedId);
    if (results && getWorstTestStepResult(results).status === Status.PASSED) this.count += 1;
    this.retries.delete(testCaseFinished.testCaseStartedId);
  }
}
