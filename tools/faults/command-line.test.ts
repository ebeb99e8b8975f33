import { expect } from 'chai';
import { readCommandLine, selected } from './command-line';
import { quickly } from './conditions';
import { fakeFault } from './fake-outcome';

const catalogue = [
  { name: 'Events', faults: [fakeFault('An event is lost'), fakeFault('An event is late')] },
  { name: 'Lists', faults: [fakeFault('An order is lost')] },
];
const allowed = [{ ...quickly, name: 'where events are late' }];
const picked = (...only: string[]) => selected({ catalogue, allowed }, only);
const names = (...only: string[]) =>
  picked(...only).catalogue.flatMap(({ faults }) => faults.map(({ name }) => name));

describe('the command line of the catalogue', () => {
  it('asks for everything when nothing is said', () => {
    const { kind, only } = readCommandLine([]);
    expect({ kind, only }).to.deep.equal({ kind: 'run', only: [] });
    expect(names()).to.have.lengthOf(3);
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

  it('picks conditions that are no faults in the same way', () => {
    expect(picked().allowed).to.deep.equal(allowed);
    expect(picked('lost').allowed).to.deep.equal([]);
    expect(picked('where events').allowed).to.deep.equal(allowed);
    expect(picked('where events').catalogue).to.deep.equal([]);
  });

  it('says when nothing has such a name', () => {
    expect(() => names('lost', 'early')).to.throw('--only: no fault has "early" in its name');
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
