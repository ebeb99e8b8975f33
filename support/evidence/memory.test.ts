import { expect } from 'chai';
import { Memory, topic } from './memory';

const catches = topic<string[]>('Nothing has been caught');

describe('the memory of a scenario', () => {
  it('gives what was kept last', () => {
    const memory = new Memory();
    memory.keep(catches, ['a pike']);
    memory.keep(catches, ['a carp']);
    expect(memory.of(catches)).to.deep.equal(['a carp']);
  });

  it('tells topics apart, also where they miss the same', () => {
    const memory = new Memory();
    memory.keep(topic<string[]>('Nothing has been caught'), ['a pike']);
    expect(() => memory.of(catches)).to.throw('Nothing has been caught in this scenario.');
  });
});
