import { Status } from '@cucumber/cucumber';
import { expect } from 'chai';
import { fullMessage, splitStack } from './causes';

const failed = { status: Status.FAILED, duration: { seconds: 0, nanos: 0 } };

describe('the message of a failure', () => {
  it('has the words of the assertion above the difference', () => {
    const message = 'AssertionError\n    + expected - actual\n\n    -1\n    +2\n';
    const exception = { type: 'AssertionError', message: 'expected 1 to equal 2' };
    expect(fullMessage({ ...failed, message, exception })).to.equal(
      'expected 1 to equal 2\n    + expected - actual\n\n    -1\n    +2\n',
    );
  });

  it('is left alone where Cucumber has the words', () => {
    const message = 'AssertionError: the status: expected 1\n    + expected - actual\n';
    const exception = { type: 'AssertionError', message: 'the status: expected 1' };
    expect(fullMessage({ ...failed, message, exception })).to.equal(message);
    expect(fullMessage({ ...failed, message: 'Error: x' })).to.equal('Error: x');
  });

  it('is parted from its stack', () => {
    const text = 'Error: looked at once\n  and again\n    at World.f (a.ts:1:2)\n    at b.ts:3:4';
    expect(splitStack(text)).to.deep.equal({
      message: 'Error: looked at once\n  and again',
      stack: 'at World.f (a.ts:1:2)\n    at b.ts:3:4',
    });
    expect(splitStack('no stack')).to.deep.equal({ message: 'no stack', stack: '' });
  });
});
