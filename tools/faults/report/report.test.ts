import { expect } from 'chai';
import { inRealTime, quickly } from '../conditions';
import { failed, fakeFault } from '../fake-outcome';
import type { CatalogueOutcome, FaultOutcome } from '../outcome';
import { listing, outcomeTable, progressLine, totals } from './console';
import { outcomeJson } from './json';
import { page } from './page';
import { durationText } from './texts';

const base = { kind: 'Events', seconds: 12.3, failed: [], reasons: ['EVENT-1'] };
const caught: FaultOutcome = {
  ...base,
  fault: fakeFault('An event is <lost>'),
  verdict: 'caught',
  catcher: failed('One'),
  failed: [failed('One'), { ...failed('Two'), row: 'second' }],
};
const elsewhere: FaultOutcome = {
  ...base,
  fault: fakeFault('An event is late'),
  verdict: 'caught elsewhere',
  failed: [failed('Three')],
};
const unnoticed: FaultOutcome = { ...base, kind: 'Lists', fault: fakeFault('An order is missing'), verdict: 'unnoticed' }; // prettier-ignore
const unknown: FaultOutcome = { ...base, kind: 'Lists', fault: fakeFault('A list is late'), verdict: 'unknown', trouble: 'it broke off' }; // prettier-ignore
const sound = { conditions: quickly, scenarios: 3, failed: [], beside: [], seconds: 5 };
const red = { ...sound, conditions: inRealTime, failed: [failed('One')] };
const good: CatalogueOutcome = {
  startedAt: new Date('2026-01-31T12:00:00.000Z'),
  ...{ seconds: 61, sound: [sound], faults: [caught] },
};
const bad = { ...good, sound: [sound, red], faults: [caught, elsewhere, unnoticed, unknown] };

describe('the console of the catalogue', () => {
  it('has a line for each outcome, and more for a bad one', () => {
    expect(progressLine(caught)).to.equal('✔ An event is <lost>: caught by 2 scenarios  12 s');
    expect(progressLine(elsewhere)).to.equal(
      '✘ An event is late: CAUGHT ELSEWHERE, by 1 scenario  12 s\n' +
        '    expected of: Feature › Rule\n    breaks PLACE-1; reasons given: EVENT-1\n    failed: Three: Three is wrong',
    );
    expect(progressLine(unknown)).to.include('NOT KNOWN').and.include('it broke off');
    expect(progressLine(sound)).to.equal(
      '✔ No fault, with short delays: all 3 scenarios passed  5 s',
    );
    expect(progressLine(red)).to.include('1 of 3 scenarios FAILED').and.include('One is wrong');
  });

  it('ends with a table of faults and of who caught them', () => {
    const table = outcomeTable(bad);
    for (const text of ['EVENTS', 'LISTS', 'An event is <lost>', 'Feature › One', 'UNNOTICED'])
      expect(table).to.include(text);
  });

  it('ends with totals whose last line is for scripts', () => {
    expect(totals(good, 'a\\b.html').split('\n')).to.deep.equal([
      'No fault   with short delays: all 3 scenarios passed',
      'Duration   1 min 1 s',
      'Report     a/b.html',
      '',
      '1 caught, 0 not caught',
    ]);
    const text = totals(bad, 'x');
    expect(text).to.include(
      'To mend    1 unnoticed, 1 caught elsewhere, 1 not known, 1 not green without a fault',
    );
    expect(text.endsWith('1 caught, 3 not caught')).to.equal(true);
  });

  it('lists the catalogue', () => {
    const faults = [{ name: 'Events', faults: [fakeFault('A'), fakeFault('B')] }];
    expect(listing({ faults, differences: [] })).to.equal('Events\n  A\n  B');
    const differences = [{ name: 'with C', by: 'RFC 1', tamper: () => ({}) }];
    expect(listing({ faults: [], differences })).to.equal(
      'Right, and different: a platform\n  with C',
    );
  });

  it('tells durations in words', () => {
    expect([0.4, 59.6, 121].map(durationText)).to.deep.equal(['0 s', '1 min 0 s', '2 min 1 s']);
  });
});

describe('the page of the catalogue', () => {
  it('shows every fault, what it means, who caught it, and what that said', () => {
    const html = page(bad);
    expect(html).to.include('An event is &lt;lost&gt;').and.not.include('<lost>');
    for (const text of [
      'Harm is done.',
      'Two [second]',
      'Two is wrong',
      'UNNOTICED',
      'it broke off',
    ])
      expect(html).to.include(text);
    expect(html).to.include('✘ 1 of 4 faults').and.include('✘ 1 of 3 scenarios FAILED');
    expect(page(good)).to.include('✔ 1 of 1 faults').and.include('2026-01-31 12:00:00 UTC');
  });

  it('needs nothing else', () => {
    expect(page(bad))
      .to.not.match(/(src|href)="(?!#|data:)/)
      .and.not.match(/url\(|@import/);
  });
});

describe('the file of the catalogue for tools', () => {
  it('holds what the page shows', () => {
    const {
      good: isGood,
      faults,
      withoutFault,
    } = JSON.parse(outcomeJson(bad)) as {
      good: boolean;
      faults: {
        name: string;
        verdict: string;
        caughtBy?: { title: string };
        scenarios: unknown[];
      }[];
      withoutFault: unknown[];
    };
    expect(isGood).to.equal(false);
    expect(withoutFault).to.have.lengthOf(2);
    expect(faults.map(({ verdict }) => verdict)).to.deep.equal([
      ...['caught', 'caught elsewhere', 'unnoticed', 'unknown'],
    ]);
    expect(faults[0]?.caughtBy?.title).to.equal('One');
    expect(faults[0]?.scenarios).to.have.lengthOf(2);
  });
});
