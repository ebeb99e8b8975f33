import { expect } from 'chai';
import { differenceIn } from './difference';

describe('the difference in a failure', () => {
  it('is parted from the words above it, with what both sides share in both', () => {
    const message = [
      'expected two lists to be equal',
      '      + expected - actual',
      '',
      '       [',
      '      -  "CANCELLED"',
      '      +  "EXECUTED"',
      '       ]',
    ].join('\n');
    expect(differenceIn(message)).to.deep.equal({
      said: 'expected two lists to be equal',
      difference: { expected: '[\n  "EXECUTED"\n]', actual: '[\n  "CANCELLED"\n]' },
    });
  });

  it('is none where the failure has only words', () => {
    expect(differenceIn('too late\n+ 3 ms')).to.deep.equal({ said: 'too late\n+ 3 ms' });
  });
});
