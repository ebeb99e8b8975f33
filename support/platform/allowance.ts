import type { Readable } from 'node:stream';

const MiB = 1024 * 1024;

/** More has come than anybody will read. */
export class TooMuch extends Error {}

/**
 * How much a platform may send to those who share this: an answer, and all answers together. What
 * is compressed counts as it is unpacked.
 */
export class Allowance {
  private taken = 0;

  /** @param most bytes of one answer @param inAll bytes of all answers */
  constructor(
    private readonly most = 16 * MiB,
    private readonly inAll = 48 * MiB,
  ) {}

  /**
   * The text of an answer.
   * @throws TooMuch as soon as there is more than is allowed
   */
  async textOf(body: Readable): Promise<string> {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of body as AsyncIterable<Buffer>) {
      size += part.length;
      this.taken += part.length;
      if (size > this.most) throw new TooMuch(`an answer of more than ${inMiB(this.most)}`);
      if (this.taken > this.inAll) throw new TooMuch(`answers of more than ${inMiB(this.inAll)}`);
      parts.push(part);
    }
    return Buffer.concat(parts)
      .toString('utf8')
      .replace(/^\ufeff/, '');
  }
}

function inMiB(bytes: number): string {
  return `${bytes / MiB} MiB`;
}
