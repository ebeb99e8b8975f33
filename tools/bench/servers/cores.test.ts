import { expect } from 'chai';
import { allowedCores, onCores } from './cores';

describe('the cores of a bench', () => {
  const lists: [string, number[]][] = [
    ['0,1', [0, 1]],
    ['0-3', [0, 1, 2, 3]],
    ['1,4-6,9', [1, 4, 5, 6, 9]],
    ['7', [7]],
  ];
  for (const [list, cores] of lists) {
    it(`are read from ${list}`, () => {
      expect(allowedCores(`pid 17's current affinity list: ${list}\n`)).to.deep.equal(cores);
    });
  }

  it('are unknown where nobody tells', () => {
    expect(allowedCores('')).to.deep.equal([]);
  });

  it('are given to a program by taskset, or not at all', () => {
    expect(onCores([2, 3])).to.deep.equal(['taskset', '-c', '2,3', process.execPath]);
    expect(onCores(undefined)).to.deep.equal([process.execPath]);
  });
});
