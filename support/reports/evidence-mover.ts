import { Status } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';

/**
 * Makes a function that follows the messages of a run and gives each attachment of an After hook
 * to the step of its scenario that did not pass, or else to the last one.
 */
export function evidenceMover(): (envelope: Envelope) => Envelope {
  /** The steps of each test case, without hooks. */
  const stepsOf = new Map<string, Set<string>>();
  /** For each scenario under way, the step that its evidence belongs to. */
  const targets = new Map<string, { steps: Set<string>; id?: string; decided?: boolean }>();

  return (envelope) => {
    const { testCase, testCaseStarted, testStepFinished, testCaseFinished, attachment } = envelope;
    if (testCase) {
      const steps = testCase.testSteps.filter(({ pickleStepId }) => pickleStepId !== undefined);
      stepsOf.set(testCase.id, new Set(steps.map(({ id }) => id)));
    }
    if (testCaseStarted) {
      const steps = stepsOf.get(testCaseStarted.testCaseId) ?? new Set();
      targets.set(testCaseStarted.id, { steps });
    }
    if (testStepFinished) {
      const target = targets.get(testStepFinished.testCaseStartedId);
      const id = testStepFinished.testStepId;
      if (target?.steps.has(id) && !target.decided) {
        target.id = id;
        target.decided = testStepFinished.testStepResult.status !== Status.PASSED;
      }
    }
    if (testCaseFinished) targets.delete(testCaseFinished.testCaseStartedId);
    if (!attachment?.testCaseStartedId || !attachment.testStepId) return envelope;
    const target = targets.get(attachment.testCaseStartedId);
    const stays = target?.id === undefined || target.steps.has(attachment.testStepId);
    return stays ? envelope : { attachment: { ...attachment, testStepId: target.id } };
  };
}
