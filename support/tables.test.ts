import { DataTable } from '@cucumber/cucumber';
import { expect } from 'chai';
import { aligned, oneOf, rowsOf } from './tables';

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

describe('a cell', () => {
  it('is one of the values allowed', () => {
    expect(oneOf('side', 'BUY', ['BUY', 'SELL'])).to.equal('BUY');
    expect(() => oneOf('side', 'HOLD', ['BUY', 'SELL'])).to.throw(
      'side: "HOLD" is not one of BUY, SELL.',
    );
  });
});

describe('rows in columns', () => {
  it('stand below each other', () => {
    expect(
      aligned([
        ['a', 'b'],
        ['long', 'c'],
      ]),
    ).to.equal('  a     b\n  long  c');
  });
});
