import { expect } from 'chai';
import { symbolLikenesses, symbolsThat } from './alike-symbols';

describe('symbols that are alike', () => {
  for (const likeness of symbolLikenesses)
    it(`are symbols, and no two are the same that ${likeness}`, () => {
      const symbols = symbolsThat(likeness, 'T0123456789AB');
      expect(new Set(symbols).size).to.equal(symbols.length);
      expect(symbols.length).to.be.above(4);
      for (const symbol of symbols) expect(symbol).to.match(/^[A-Z][A-Z0-9./-]{0,14}$/);
    });
});
