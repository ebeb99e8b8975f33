import { AssertionError, expect } from 'chai';
import { FailureError, Mistake, type Failure } from '../contract/failure';
import { failuresOf, telling, type Teller } from './telling';

function world(): Teller & { attached: string[]; failures: Failure[] } {
  const attached: string[] = [];
  return { attached, failures: [], clauses: ['READ-1'], attach: (body) => attached.push(body) };
}

async function told(code: () => unknown, limit?: number) {
  const self = world();
  const outcome = await Promise.resolve()
    .then(() => telling(code, limit).call(self))
    .catch((error: unknown) => error);
  return { outcome, failures: self.failures, attached: self.attached };
}

describe('a step that is told of', () => {
  it('gives back what it comes to', async () => {
    expect((await told(() => 'pending')).outcome).to.equal('pending');
    expect((await told(() => Promise.resolve('skipped'), 1_000)).outcome).to.equal('skipped');
  });

  it('leaves its failures in parts, and fails all the same', async () => {
    const failure: Failure = { kind: 'broken', clause: 'READ-1', sentence: 'it is so' };
    for (const code of [
      () => {
        throw new FailureError([failure]);
      },
      () => Promise.reject(new FailureError([failure])),
    ]) {
      const { outcome, failures, attached } = await told(code);
      expect(outcome).to.be.instanceOf(FailureError);
      expect(failures).to.deep.equal([failure]);
      expect(attached).to.deep.equal([JSON.stringify([failure])]);
    }
  });

  it('has a limit, and says so', async () => {
    // Longer than a busy machine is late.
    const { failures } = await told(() => new Promise(() => undefined), 1_000);
    expect(failures[0]).to.include({ kind: 'suite', expected: 'an end within 1 s' });
  });
});

describe('what was thrown', () => {
  it('is a mistake of the feature, a failure of the suite, or what an assertion says', () => {
    expect(failuresOf(new Mistake('no order "A"'), [])).to.deep.equal([
      { kind: 'mistake', sentence: 'no order "A"' },
    ]);
    expect(failuresOf(new TypeError('x of undefined\nmore'), [])).to.deep.equal([
      { kind: 'suite', sentence: 'TypeError: x of undefined' },
    ]);
    expect(failuresOf('text', [])).to.deep.equal([{ kind: 'suite', sentence: 'text' }]);
    const assertion = new AssertionError('expected 1 to equal 2', { actual: 1, expected: 2 });
    expect(failuresOf(assertion, ['READ-1'])).to.deep.equal([
      {
        ...{ kind: 'broken', clause: 'READ-1', sentence: 'expected 1 to equal 2' },
        ...{ expected: '2', seen: '1' },
      },
    ]);
    expect(failuresOf(assertion, ['READ-1', 'READ-2'])[0]).to.have.property('clause', undefined);
  });
});
