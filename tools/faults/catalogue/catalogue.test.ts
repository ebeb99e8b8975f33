import { expect } from 'chai';
import { clauses, type ClauseId } from '../../../support/contract/clauses';
import { fakeFault } from '../fake-outcome';
import { missingPlaces, pathsOfFeatures } from '../places';
import { catalogue, unbreakable } from '.';

const faults = catalogue.flatMap((kind) => kind.faults);

describe('the catalogue of faults', () => {
  it('names scenarios that there are', () => {
    expect(missingPlaces(catalogue, pathsOfFeatures(process.cwd()))).to.deep.equal([]);
  });

  it('has a name of its own for each fault, and says what it means', () => {
    const names = faults.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    for (const { name, means } of faults) {
      expect(name)
        .to.match(/^[A-Z]/)
        .and.not.match(/[.]$/);
      expect(means).to.match(/^[A-Z].*[.]$/);
    }
  });

  it('begins anew with every run', () => {
    const line = {
      clients: new Set<never>(),
      announce: () => undefined,
      replay: () => Promise.resolve([]),
      follow: () => undefined,
    };
    for (const { tamper } of faults) expect(tamper(line)).to.not.equal(tamper(line));
  });
});

describe('the clauses of the contract', () => {
  const broken = new Set(faults.map(({ breaks }) => breaks));

  it('are broken by a fault each, but for those that nothing could break', () => {
    const ids = [...clauses.keys()] as ClauseId[];
    expect(ids.filter((id) => !broken.has(id) && !unbreakable.has(id))).to.deep.equal([]);
  });

  it('are called unbreakable only where there is no fault, and for a reason', () => {
    for (const [id, reason] of unbreakable) {
      expect(clauses.has(id), id).to.equal(true);
      expect(broken.has(id), id).to.equal(false);
      expect(reason).to.match(/^[A-Z].*[.]$/);
    }
  });
});

describe('missing places', () => {
  it('break clauses that there are', () => {
    const faults = catalogue.flatMap((kind) => kind.faults);
    expect(faults.filter(({ breaks }) => !clauses.has(breaks))).to.deep.equal([]);
  });

  it('are named with the fault that expects them', () => {
    const fault = fakeFault('A fault');
    const kinds = [{ name: 'Kind', faults: [fault] }];
    expect(missingPlaces(kinds, ['Feature › Rule › Example'])).to.deep.equal([]);
    expect(missingPlaces(kinds, ['Feature › Rules › Example'])).to.deep.equal([
      '"A fault" has to be caught by "Feature › Rule", which no feature has',
    ]);
  });
});
