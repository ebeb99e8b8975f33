import { DataTable } from '@cucumber/cucumber';
import type { PickleStepArgument } from '@cucumber/messages';
import { expect } from 'chai';
import { oneOf, withDigits } from './cells';
import { aligned, expectTableWhereAnnounced, rowsOf } from './rows';

const table = (...rows: string[][]) => new DataTable(rows);

describe('a table of a feature', () => {
  it('gives its rows by column', () => {
    expect(rowsOf(table(['order', 'side'], ['A', 'BUY']), ['order', 'side?'])).to.deep.equal([
      { order: 'A', side: 'BUY' },
    ]);
  });

  it('may leave out an optional column', () => {
    expect(rowsOf(table(['order'], ['A']), ['order', 'side?'])).to.have.lengthOf(1);
  });

  it('names an unknown column, and those there are', () => {
    expect(() => rowsOf(table(['order', 'sdie'], ['A', 'BUY']), ['order', 'side?'])).to.throw(
      'The table has a column "sdie"; it can have: order, side. Did you mean "side"?',
    );
  });

  it('names a status or a side that there is not, wherever such a column stands', () => {
    expect(() =>
      rowsOf(table(['orderStatus'], ['PENDING'], ['EXECTED']), ['orderStatus']),
    ).to.throw(
      'orderStatus: "EXECTED" is not one of PENDING, EXECUTED, CANCELLED. Did you mean "EXECUTED"?',
    );
    expect(() => rowsOf(table(['side'], ['HOLD']), ['side?'])).to.throw('one of BUY, SELL.');
  });

  it('reads what its columns hold', () => {
    const columns = ['order: name', 'quantity: number', 'age: duration', 'bytes?: count'] as const;
    const header = ['order', 'quantity', 'age', 'bytes'];
    expect(rowsOf(table(header, ['A', '-0.5', '2.5 s', '']), columns)).to.deep.equal([
      { order: 'A', quantity: -0.5, age: 2500, bytes: undefined },
    ]);
  });

  for (const [kind, text, says] of [
    ['number', 'ten', '"ten" is not a number such as 1000.5.'],
    ['number', '1,000', '"1,000" is not a number such as 1000.5.'],
    ['number', '1e3', '"1e3" is not a number such as 1000.5.'],
    ['number', '', 'the cell is empty; it needs a number such as 1000.5.'],
    ['count', '1.5', '"1.5" is not a whole number such as 12.'],
    ['count', '1 kB', '"1 kB" is not a whole number such as 12.'],
    ['duration', '5 hours', '"5 hours" is not a duration such as 500 ms, 2.5 s or 3 min.'],
    ['duration', '5', '"5" is not a duration such as 500 ms, 2.5 s or 3 min.'],
    ['name', '', 'the cell is empty; it needs a name.'],
  ] as const)
    it(`names the cell and what fits where a ${kind} is "${text}"`, () => {
      const good = { number: '1', count: '1', duration: '1 s', name: 'A' }[kind];
      expect(() => rowsOf(table(['it'], [good], [text]), [`it: ${kind}`])).to.throw(
        `row 2, it: ${says}`,
      );
    });

  it('names a missing column', () => {
    expect(() => rowsOf(table(['side'], ['BUY']), ['order', 'side?'])).to.throw(
      'The table lacks the column "order"',
    );
  });

  it('names a column that stands twice', () => {
    expect(() => rowsOf(table(['order', 'order'], ['A', 'B']), ['order'])).to.throw('twice');
  });

  it('is refused without a row', () => {
    expect(() => rowsOf(table(['order']), ['order'])).to.throw('no row');
  });
});

describe('a step', () => {
  const step = (text: string, argument?: PickleStepArgument) => () =>
    expectTableWhereAnnounced({ id: 's', astNodeIds: [], text, ...(argument && { argument }) });
  const withTable = { dataTable: { rows: [] } };

  it('has a table where it ends with a colon, and only there', () => {
    expect(step('the order should have:', withTable)).to.not.throw();
    expect(step('the order should be EXECUTED')).to.not.throw();
    expect(step('the order should have:')).to.throw('needs a table below it');
    expect(step('the order should be EXECUTED', withTable)).to.throw('takes none');
  });
});

describe('a cell', () => {
  it('is one of the values allowed', () => {
    expect(oneOf('side', 'BUY', ['BUY', 'SELL'])).to.equal('BUY');
    expect(() => oneOf('side', 'HOLD', ['BUY', 'SELL'])).to.throw(
      'side: "HOLD" is not one of BUY, SELL.',
    );
  });

  it('may tell of a number how many digits it has', () => {
    expect(withDigits('since=3 digits&epoch=a')).to.equal('since=999&epoch=a');
    expect(withDigits('12')).to.equal('12');
  });
});

describe('rows in columns', () => {
  it('stand below each other', () => {
    expect(
      aligned([
        ['a', 'b'],
        ['long', 'c'],
      ]),
    ).to.deep.equal(['  a     b', '  long  c']);
  });
});
