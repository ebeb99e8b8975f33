import type { Readable } from 'node:stream';
import { keepSmall } from '../evidence/keep-small';

const MiB = 1024 * 1024;

/** More has come than anybody will read. */
export class TooMuch extends Error {}

/**
 * How much a platform may send to those who share this: an answer, and all answers together. What
 * is compressed counts as it is unpacked.
 */
export class Allowance {
  private taken = 0;

  /** @param most bytes of one answer @param inAll bytes of all that are longer than the contract's */
  constructor(
    private readonly most = 16 * MiB,
    private readonly inAll = 24 * MiB,
  ) {}

  /**
   * The text of an answer.
   * @throws TooMuch as soon as there is more than is allowed
   */
  async textOf(body: Readable): Promise<string> {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of body as AsyncIterable<Buffer>) {
      const before = size;
      size += part.length;
      this.taken += beyond(size) - beyond(before);
      if (size > short) looked(part.length);
      if (size > this.most) throw new TooMuch(`an answer of more than ${inMiB(this.most)}`);
      if (beyond(size) > 0 && this.taken > this.inAll)
        throw new TooMuch(`answers of more than ${inMiB(this.inAll)} in all`);
      parts.push(part);
    }
    return Buffer.concat(parts)
      .toString('utf8')
      .replace(/^\ufeff/, '');
  }
}

/** What is longer than any message of the contract: 1000 orders are 300 KiB. */
function beyond(size: number): number {
  return size > MiB / 2 ? size : 0;
}

/** Bytes of an answer that are never much: a page of 100 orders has half of them. */
const short = 64 * 1024;

/** Bytes of long answers after which it is looked what they have left behind. */
const much = 4 * MiB;

let unlooked = 0;

function looked(bytes: number): void {
  unlooked += bytes;
  if (unlooked < much) return;
  unlooked = 0;
  keepSmall();
}

function inMiB(bytes: number): string {
  return `${bytes / MiB} MiB`;
}
