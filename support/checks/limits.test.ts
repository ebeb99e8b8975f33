import { expect } from 'chai';
import type { FailureError } from '../contract/failure';
import { claimAtMost, slowestOf, type Measured } from './limits';

describe('limits of time', () => {
  function verdictOn(...measured: Measured[]): string {
    try {
      for (const each of slowestOf(measured)) claimAtMost('TIME-4', 'late', each, 3000);
      return 'kept';
    } catch (error) {
      return (error as FailureError).failures[0].kind;
    }
  }

  it('are kept by what took no longer', () => {
    expect(verdictOn({ ms: 3000, error: 0 }, { ms: 100, error: 5000 })).to.equal('kept');
  });

  it('are broken by what took longer for sure, whatever else is in doubt', () => {
    expect(verdictOn({ ms: 9000, error: 9000 }, { ms: 3400, error: 100 })).to.equal('broken');
  });

  it('cannot be judged where something may have taken longer', () => {
    expect(verdictOn({ ms: 2900, error: 0 }, { ms: 7000, error: 7000 })).to.equal('unjudged');
  });

  it('say nothing about nothing', () => {
    expect(verdictOn()).to.equal('kept');
  });
});
