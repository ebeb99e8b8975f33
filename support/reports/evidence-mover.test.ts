import { expect } from 'chai';
import { evidenceMover } from './evidence-mover';
import { fakeRun, type FakeOutcome } from './fake-run';

const feature = `Feature: f
  Example: e
    Given a
    When b
    Then c
`;

/** The text of the step that an attachment of the hook ends up with. */
function stepOfEvidence(outcomes: Record<string, FakeOutcome>): string | undefined {
  const hook = { attachments: [{ body: 'seen' }] };
  const messages = fakeRun(feature, (step) => ({ hook, ...outcomes })[step]);
  const moved = messages.map(evidenceMover());
  const id = moved.find(({ attachment }) => attachment)?.attachment?.testStepId;
  const testSteps = messages.flatMap(({ testCase }) => testCase?.testSteps ?? []);
  const pickleStepId = testSteps.find((step) => step.id === id)?.pickleStepId;
  const steps = messages.flatMap(({ pickle }) => pickle?.steps ?? []);
  return steps.find((step) => step.id === pickleStepId)?.text;
}

describe('evidence that a hook attached', () => {
  it('goes to the step that failed', () => {
    expect(stepOfEvidence({ b: { status: 'FAILED' }, c: { status: 'SKIPPED' } })).to.equal('b');
  });

  it('goes to the last step when all passed', () => {
    expect(stepOfEvidence({})).to.equal('c');
  });

  it('stays where it is when a step attached it', () => {
    const attachments = [{ body: 'seen' }];
    expect(stepOfEvidence({ a: { attachments }, b: { status: 'FAILED' } })).to.equal('a');
  });
});
