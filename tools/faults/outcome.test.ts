import { expect } from 'chai';
import { fakeFault, failed } from './fake-outcome';
import { isGood, isSound, judge } from './outcome';
import { quickly } from './conditions';
import { besideTheScenarios } from './fault';

const result = (...titles: string[]) => ({
  isComplete: true,
  paths: ['Feature › Rule › One', 'Feature › Rule › Two', 'Feature › Other › Three'],
  failed: titles.map((title) => failed(title, title === 'Three' ? 'Other' : 'Rule')),
  reasons: titles.length > 0 ? ['PLACE-1'] : [],
  beside: [] as string[],
});

describe('a fault', () => {
  const fault = { ...fakeFault('A fault'), caughtBy: 'Feature › Rule' };

  it('is caught by the scenario that one would expect to', () => {
    const { verdict, catcher, failed } = judge(fault, result('Three', 'Two'));
    expect({ verdict, by: catcher?.title, count: failed.length }).to.deep.equal({
      ...{ verdict: 'caught', by: 'Two', count: 2 },
    });
  });

  it('is not well caught where the run blames another clause', () => {
    const blamed = { ...result('Two'), reasons: ['READ-1'] };
    expect(judge(fault, blamed).verdict).to.equal('blamed elsewhere');
  });

  it('is not well caught elsewhere', () => {
    expect(judge(fault, result('Three')).verdict).to.equal('caught elsewhere');
  });

  it('goes unnoticed when everything passes', () => {
    expect(judge(fault, result()).verdict).to.equal('unnoticed');
  });

  it('is noticed where the run tells of it beside its scenarios', () => {
    const told = { ...result(), reasons: ['PLACE-1'], beside: ['PLACE-1'] };
    expect(judge(fault, told).verdict).to.equal('caught elsewhere');
    const there = { ...fault, caughtBy: besideTheScenarios };
    expect(judge(there, told).verdict).to.equal('caught');
    expect(judge({ ...there, breaks: 'READ-1' }, told).verdict).to.equal('blamed elsewhere');
    expect(judge(there, result('Two')).verdict).to.equal('caught elsewhere');
    expect(judge(there, result()).verdict).to.equal('unnoticed');
  });

  it('cannot be judged when the scenario was not run', () => {
    const { verdict, trouble } = judge({ ...fault, caughtBy: 'Feature › Rul' }, result('Two'));
    expect(verdict).to.equal('unknown');
    expect(trouble).to.equal('no scenario of the run is at "Feature › Rul"');
  });
});

describe('the outcome', () => {
  const sound = { conditions: quickly, scenarios: 3, failed: [], beside: [], seconds: 1 };
  const caught = { kind: 'Kind', fault: fakeFault('A fault'), failed: [], reasons: [], seconds: 1, verdict: 'caught' } as const; // prettier-ignore
  const outcome = { startedAt: new Date(), seconds: 1, sound: [sound], faults: [caught] };

  it('is good when every fault is caught and the suite is green without', () => {
    expect(isGood(outcome)).to.equal(true);
  });

  for (const verdict of ['caught elsewhere', 'blamed elsewhere', 'unnoticed', 'unknown'] as const)
    it(`is not good with a fault that is ${verdict}`, () => {
      expect(isGood({ ...outcome, faults: [caught, { ...caught, verdict }] })).to.equal(false);
    });

  it('is not good when the suite fails without a fault, or was not run', () => {
    const red = { ...sound, failed: [failed('One')] };
    const broken = { ...sound, scenarios: undefined };
    const beside = { ...sound, beside: ['EVENT-1'] };
    expect([sound, red, broken, beside].map(isSound)).to.deep.equal([true, false, false, false]);
    expect(isGood({ ...outcome, sound: [sound, red] })).to.equal(false);
  });
});
