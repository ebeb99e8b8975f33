import { expect } from 'chai';
import { harmlessEvent, parseJson } from './json';

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('JSON of a platform', () => {
  it('is what it says', () => {
    for (const text of ['{"a":[1,{"b":"[{\\"\\\\"}]}', '[]', '1e400', '"x"', nested(60)])
      expect(parseJson(text)).to.deep.equal(JSON.parse(text));
  });

  it('is cut off where it is too much for an event', () => {
    const event = { a: 'x'.repeat(100_000), b: Array(5_000).fill({ c: [1] }), d: 'y' };
    const kept = harmlessEvent(event) as typeof event;
    expect(kept.a).to.have.length.below(20_002);
    expect(JSON.stringify(kept).length).to.be.below(60_000);
  });

  it('never refuses to be shown', () => {
    const read = parseJson('{"toString":1,"valueOf":{"__proto__":2},"toJSON":[]}');
    expect(read).to.deep.equal({
      '(toString)': 1,
      '(valueOf)': { '(__proto__)': 2 },
      '(toJSON)': [],
    });
    expect(String(read)).to.equal('[object Object]');
  });

  it('is none where it is none', () => {
    for (const text of ['', '{', '"a', '"\\', '[1,]', '<html>'])
      expect(() => parseJson(text), text).to.throw(SyntaxError);
  });

  it('is not read where it is too deep, or too much', () => {
    expect(() => parseJson(nested(65))).to.throw(SyntaxError, 'deeper than 64 levels');
    expect(() => parseJson('['.repeat(10_000_000))).to.throw(SyntaxError, 'deeper');
    expect(() => parseJson(`[${'{},'.repeat(400_000)}1]`)).to.throw(SyntaxError, 'more than');
  });

  it('is cut off where it is too deep and somebody else has read it', () => {
    const text = JSON.stringify(harmlessEvent(JSON.parse(nested(5_000))));
    expect(text).to.include('left out').and.have.length.below(200);
    const event = { a: [1, null, { b: 'c' }] };
    expect(harmlessEvent(event)).to.deep.equal(event);
  });
});
