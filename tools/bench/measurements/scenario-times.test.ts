import { expect } from 'chai';
import { scenarioTimes } from './scenario-times';

const at = (ms: number) => ({ seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6 });

const none = { steps: [], astNodeIds: [], uri: 'x.feature', name: 'x' };

/** A scenario as Cucumber tells of it. */
const scenario = (id: string, from: number, to: number, tags: string[] = []) => [
  { pickle: { id: `pickle-${id}`, tags: tags.map((name) => ({ name })), ...none } },
  { testCase: { id: `case-${id}`, pickleId: `pickle-${id}`, testSteps: [] } },
  { testCaseStarted: { id, testCaseId: `case-${id}`, attempt: 0, timestamp: at(from) } },
  { testCaseFinished: { testCaseStartedId: id, timestamp: at(to) } },
];
const lines = (messages: object[]) => messages.map((each) => JSON.stringify(each)).join('\n');

describe('the times of a run of the suite', () => {
  it('are summed up over its scenarios, however they overlap', () => {
    const messages = [...scenario('a', 1_000, 3_500), ...scenario('b', 2_000, 4_250)];
    expect(scenarioTimes(`${lines(messages)}\n`)).to.deep.equal({
      ...{ sum: 4_750, alone: 0 },
      ...{ firstStarted: 1_000, lastFinished: 4_250 },
    });
  });

  it('tell what ran alone', () => {
    const messages = [...scenario('a', 0, 10, ['@cancel']), ...scenario('b', 10, 30, ['@alone'])];
    expect(scenarioTimes(lines(messages))).to.include({ sum: 30, alone: 20 });
  });

  it('are not there without scenarios', () => {
    expect(() => scenarioTimes('{}')).to.throw('no scenario');
  });
});
