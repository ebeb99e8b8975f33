import { Readable } from 'node:stream';
import { expect } from 'chai';
import { Allowance, TooMuch } from './allowance';

const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe('what a platform may send', () => {
  it('is the text of its answers, whole characters of it', async () => {
    const bytes = Buffer.from('\ufeffGröße 🙂');
    const parts = [...bytes].map((byte) => Buffer.from([byte]));
    expect(await new Allowance().textOf(Readable.from(parts))).to.equal('Größe 🙂');
  });

  it('is no more than so much of one answer, however long it goes on', async () => {
    let sent = 0;
    function* endless() {
      for (;;) yield Buffer.alloc((sent += 10) && 10);
    }
    const outcome = await caught(new Allowance(1_000).textOf(Readable.from(endless())));
    expect(outcome).to.be.instanceOf(TooMuch);
    expect(sent).to.be.below(5_000);
  });

  it('is no more than so much of long ones in all', async () => {
    const MiB = 1024 * 1024;
    const allowance = new Allowance(2 * MiB, 3 * MiB);
    const answer = (size: number) => allowance.textOf(Readable.from([Buffer.alloc(size)]));
    await answer(2 * MiB);
    expect(await caught(answer(2 * MiB))).to.be.instanceOf(TooMuch);
    // What is no longer than the contract's always counts as nothing.
    expect(await answer(1_000)).to.have.lengthOf(1_000);
  });
});
