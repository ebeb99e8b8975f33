import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { Column } from './column';
import { Identifiers } from './identifiers';

describe('identifiers', () => {
  it('are found by their numbers and numbers by them, however many there are', () => {
    const all = Array.from({ length: 20_000 }, () => randomBytes(16));
    const identifiers = new Identifiers();
    for (const [number, each] of all.entries()) {
      expect(identifiers.find(each)).to.equal(undefined);
      expect(identifiers.add(each)).to.equal(number);
    }
    expect(identifiers.count).to.equal(all.length);
    for (const [number, each] of all.entries()) {
      expect(identifiers.find(each)).to.equal(number);
      expect(identifiers.read(number).equals(each)).to.equal(true);
    }
  });

  it('are told apart where they differ in one bit', () => {
    const identifiers = new Identifiers();
    const one = randomBytes(16);
    identifiers.add(one);
    for (let bit = 0; bit < 128; bit++) {
      const other = Buffer.from(one);
      other[bit >> 3] ^= 1 << (bit & 7);
      expect(identifiers.find(other), `${bit}`).to.equal(undefined);
    }
  });
});

describe('a column', () => {
  it('holds 0 until something is set, at any position', () => {
    const column = new Column(Float64Array);
    for (const position of [0, 4095, 4096, 1_000_000]) {
      expect(column.get(position)).to.equal(0);
      column.set(position, position + 0.5);
    }
    for (const position of [0, 4095, 4096, 1_000_000])
      expect(column.get(position)).to.equal(position + 0.5);
    expect(column.get(4097)).to.equal(0);
  });
});
