import { expect } from 'chai';
import { readCommandLine, selected } from './command-line';
import { fakeFault } from './fake-outcome';

const catalogue = [
  { name: 'Events', faults: [fakeFault('An event is lost'), fakeFault('An event is late')] },
  { name: 'Lists', faults: [fakeFault('An order is lost')] },
];
const right = { by: 'RFC 1', tamper: () => ({}) };
const all = {
  faults: catalogue,
  differences: [
    { name: 'with more headers', ...right },
    { name: 'with chunks', ...right },
  ],
};
const chosen = (...args: string[]) => {
  const { faults, differences } = selected(all, readCommandLine(args));
  return [...faults.flatMap((kind) => kind.faults), ...differences].map(({ name }) => name);
};
const names = (...only: string[]) => chosen(...only.map((each) => `--only=${each}`));

describe('the command line of the catalogue', () => {
  it('asks for everything when nothing is said', () => {
    const { kind, only, differing } = readCommandLine([]);
    expect({ kind, only, differing }).to.deep.equal({ kind: 'run', only: [], differing: false });
    expect(names()).to.have.lengthOf(5);
  });

  it('asks for a list, or for help', () => {
    expect(readCommandLine(['--list']).kind).to.equal('list');
    expect(readCommandLine(['--list', '--help']).kind).to.equal('help');
  });

  it('picks faults by parts of their names, and of the names of their kinds', () => {
    expect(readCommandLine(['--only', 'a', '--only=b']).only).to.deep.equal(['a', 'b']);
    expect(names('IS LOST')).to.deep.equal(['An event is lost', 'An order is lost']);
    expect(names('late', 'lists')).to.deep.equal(['An event is late', 'An order is lost']);
  });

  it('picks what is different and right, alone or by its name', () => {
    expect(chosen('--differing')).to.deep.equal(['with more headers', 'with chunks']);
    expect(chosen('--differing', '--only', 'chunks')).to.deep.equal(['with chunks']);
    expect(names('chunks', 'late')).to.deep.equal(['An event is late', 'with chunks']);
    expect(() => chosen('--differing', '--only', 'late')).to.throw('"late"');
  });

  it('says when nothing has such a name', () => {
    expect(() => names('lost', 'early')).to.throw('--only: nothing has "early" in its name');
  });

  it('takes how many runs go on side by side', () => {
    expect(readCommandLine(['--parallel', '3']).parallel).to.equal(3);
    for (const value of ['0', '1.5', 'many', '33'])
      expect(() => readCommandLine(['--parallel', value])).to.throw(
        `--parallel: "${value}" is not a whole number from 1 to 32`,
      );
  });

  it('refuses what it does not know', () => {
    expect(() => readCommandLine(['--olny', 'x'])).to.throw('--olny');
    expect(() => readCommandLine(['lost'])).to.throw('lost');
    expect(() => readCommandLine(['--only'])).to.throw('--only');
  });
});
