import { createHmac, randomBytes } from 'node:crypto';

/** Bytes: more than anybody can guess. */
const SEAL_LENGTH = 16;

/** Writes positions in the list as opaque cursors, and reads those alone that it has written. */
export class Cursors {
  private readonly key = randomBytes(32);

  write(position: number): string {
    const text = String(position);
    const seal = createHmac('sha256', this.key).update(text).digest().subarray(0, SEAL_LENGTH);
    return Buffer.concat([seal, Buffer.from(text)]).toString('base64url');
  }

  /** @returns the position, or undefined if the cursor is not one of these */
  read(cursor: string): number | undefined {
    const position = Number(String(Buffer.from(cursor, 'base64url').subarray(SEAL_LENGTH)));
    return this.write(position) === cursor ? position : undefined;
  }
}
