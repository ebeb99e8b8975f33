import { expect } from 'chai';
import fc from 'fast-check';
import { integerBounds, next, numberBounds, validValue } from './valid-values';

describe('values that a schema allows', () => {
  it('follow another contract, too', () => {
    const schema = { type: 'number', minimum: -2.5, exclusiveMaximum: 1000 };
    for (const value of fc.sample(validValue(schema), { numRuns: 2000, seed: 1 }))
      expect(value).to.be.at.least(-2.5).and.be.below(1000);
    for (const value of fc.sample(validValue({ type: 'integer', exclusiveMinimum: 3, maximum: 5 })))
      expect(value).to.be.oneOf([4, 5]);
    for (const value of fc.sample(validValue({ type: 'string', minLength: 2, maxLength: 3 })))
      expect(value).to.have.lengthOf.within(2, 3);
  });

  it('are refused to be made up where the contract says more than is understood', () => {
    expect(() => validValue({ type: 'number', multipleOf: 0.5 })).to.throw('"multipleOf"');
  });

  it('are between bounds that are themselves allowed', () => {
    expect(numberBounds({ exclusiveMinimum: 0, maximum: 10 })).to.deep.equal({
      min: 5e-324,
      max: 10,
    });
    expect(integerBounds({ minimum: 0.5, exclusiveMaximum: 7 })).to.deep.equal({ min: 1, max: 6 });
  });
});

describe('the next number', () => {
  const pairs: [number, 1 | -1, number][] = [
    [0, 1, 5e-324],
    [0, -1, -5e-324],
    [5e-324, -1, 0],
    [1, 1, 1.0000000000000002],
    [1, -1, 0.9999999999999999],
    [-1, 1, -0.9999999999999999],
    [1e9, 1, 1000000000.0000001],
    [Infinity, -1, Infinity],
  ];
  for (const [value, direction, expected] of pairs)
    it(`${direction > 0 ? 'above' : 'below'} ${value} is ${expected}`, () => {
      expect(next(value, direction)).to.equal(expected);
    });
});
