import { expect } from 'chai';
import { printableJson } from './printable';

describe('data as anybody may see it', () => {
  const masked = (text: string) => text.replaceAll('1234', '$PIN').replaceAll('null', '$NOTHING');
  const shown = (data: unknown) =>
    JSON.parse(printableJson(JSON.stringify(data), masked)) as unknown;

  it('hides a secret in each text, in the names of fields too, and stays data', () => {
    expect(shown({ 'X-1234': ['see 1234', { deep: 'a1234' }], other: null })).to.deep.equal({
      ...{ 'X-$PIN': ['see $PIN', { deep: 'a$PIN' }], other: null },
    });
  });

  it('leaves numbers and words as they are, whatever a secret looks like', () => {
    const data = { pin: 1234, at: 51234.5, nothing: null };
    expect(shown(data)).to.deep.equal(data);
  });

  it('obeys nothing', () => {
    expect(JSON.parse(printableJson(JSON.stringify(['\x1b[2J'])))).to.deep.equal(['\\u001b[2J']);
  });
});
