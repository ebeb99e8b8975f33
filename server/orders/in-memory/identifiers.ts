import { randomBytes } from 'node:crypto';
import { Column } from './column';

/** Bytes of an identifier: those of a UUID. */
export const IDENTIFIER_LENGTH = 16;

const WORDS = IDENTIFIER_LENGTH / 4;

/** Tables, each of which grows by itself: it takes too short a time for anybody to notice. */
const TABLES = 256;

/** Slots of a table at first, and how full it may be. */
const FIRST_SLOTS = 16;
const FULLEST = 0.75;

/**
 * Identifiers of 16 bytes, numbered from 0 on in the order in which they were added: a hash table
 * outside the heap. A `Map` takes five times the memory, and stands still for a quarter of a second
 * when it grows beyond a million.
 */
export class Identifiers {
  /** How many there are. */
  count = 0;
  private readonly words = new Column(Uint32Array);
  /** Numbers of identifiers, one more than they are, by open addressing; 0 is free. */
  private readonly tables = Array.from({ length: TABLES }, () => new Int32Array(FIRST_SLOTS));
  private readonly counts = new Int32Array(TABLES);
  /** Secret, so that nobody can choose identifiers that all have the same place. */
  private readonly factors = new Uint32Array(new Uint8Array(randomBytes(IDENTIFIER_LENGTH)).buffer);

  /** @returns its number, or undefined if it has not been added */
  find(identifier: Buffer): number | undefined {
    const hash = this.hashOf(identifier);
    const table = this.tables[hash % TABLES];
    const number = table[this.slotOf(table, hash, identifier)] - 1;
    return number < 0 ? undefined : number;
  }

  /** Adds one that has not been added before. @returns its number */
  add(identifier: Buffer): number {
    const number = this.count++;
    for (let word = 0; word < WORDS; word++)
      this.words.set(number * WORDS + word, identifier.readUInt32LE(word * 4));
    const hash = this.hashOf(identifier);
    const index = hash % TABLES;
    if (this.counts[index] >= this.tables[index].length * FULLEST) this.grow(index);
    const table = this.tables[index];
    table[this.slotOf(table, hash, identifier)] = number + 1;
    this.counts[index] += 1;
    return number;
  }

  /** The identifier that has this number. */
  read(number: number): Buffer {
    const identifier = Buffer.alloc(IDENTIFIER_LENGTH);
    for (let word = 0; word < WORDS; word++)
      identifier.writeUInt32LE(this.words.get(number * WORDS + word), word * 4);
    return identifier;
  }

  private grow(index: number): void {
    const old = this.tables[index];
    const table = (this.tables[index] = new Int32Array(old.length * 2));
    for (const entry of old) {
      if (entry === 0) continue;
      const identifier = this.read(entry - 1);
      table[this.slotOf(table, this.hashOf(identifier), identifier)] = entry;
    }
  }

  /** Where the identifier is, or else where it would be. */
  private slotOf(table: Int32Array, hash: number, identifier: Buffer): number {
    let slot = Math.floor(hash / TABLES) % table.length;
    while (table[slot] !== 0 && !this.isAt(table[slot] - 1, identifier)) {
      slot = (slot + 1) % table.length;
    }
    return slot;
  }

  private isAt(number: number, identifier: Buffer): boolean {
    for (let word = 0; word < WORDS; word++) {
      const isSame = this.words.get(number * WORDS + word) === identifier.readUInt32LE(word * 4);
      if (!isSame) return false;
    }
    return true;
  }

  private hashOf(identifier: Buffer): number {
    let hash = 0;
    for (let word = 0; word < WORDS; word++) {
      hash = Math.imul(hash ^ identifier.readUInt32LE(word * 4), this.factors[word] | 1);
      hash ^= hash >>> 15;
    }
    return hash >>> 0;
  }
}
