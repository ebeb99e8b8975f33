import { expect } from 'chai';
import { pageScript } from '../../test-support';

interface Answer {
  epoch: string;
  sequence: number;
  replayed?: number;
  complete?: boolean;
}
interface LivePosition {
  readonly isCaughtUp: boolean;
  readonly caughtUp: number;
  ask(): object;
  answer(answer: Answer): string;
  recover(): boolean;
  event(event: { sequence: number }): void;
  lose(): void;
}

describe("the page's position in the events", () => {
  let LivePosition: new () => LivePosition;
  let position: LivePosition;

  before(async () => {
    ({ LivePosition } = await pageScript<{ LivePosition: typeof LivePosition }>(
      'live-position.mjs',
    ));
  });

  beforeEach(() => {
    position = new LivePosition();
    expect(position.ask()).to.deep.equal({});
    expect(position.answer({ epoch: 'a', sequence: 7 })).to.equal('begun');
  });

  const come = (...sequences: number[]) =>
    sequences.forEach((sequence) => position.event({ sequence }));
  const askAgain = () => {
    position.lose();
    return position.ask();
  };
  const from = (epoch: string, sequence: number) => ({ since: { epoch, sequence } });

  it('is the one of the answer until an event has come', () => {
    expect(askAgain()).to.deep.equal(from('a', 7));
  });

  it('is the last event then', () => {
    come(8, 11);
    expect(askAgain()).to.deep.equal(from('a', 11));
  });

  it('is no further than the missed events that have come', () => {
    come(8);
    askAgain();
    const answer = { epoch: 'a', sequence: 12, replayed: 3, complete: true };
    expect(position.answer(answer)).to.equal('complete');
    expect(askAgain()).to.deep.equal(from('a', 8));
    position.answer(answer);
    come(9, 10);
    expect(position.isCaughtUp).to.equal(false);
    expect(askAgain()).to.deep.equal(from('a', 10));
    position.answer({ ...answer, replayed: 1 });
    come(12);
    expect(position.isCaughtUp).to.equal(true);
    expect(position.caughtUp, 'in two parts').to.equal(3);
    expect(askAgain()).to.deep.equal(from('a', 12));
  });

  it('does not count for missed what comes later', () => {
    askAgain();
    position.answer({ epoch: 'a', sequence: 8, replayed: 1, complete: true });
    come(8, 9, 10);
    expect(position.caughtUp).to.equal(1);
    askAgain();
    expect(position.caughtUp).to.equal(0);
  });

  it('is a gap where the platform does not say that it has all', () => {
    for (const complete of [false, undefined]) {
      askAgain();
      const answer = { epoch: 'a', sequence: 50, replayed: 2, complete };
      expect(position.answer(answer)).to.equal('gap');
    }
    come(49, 50, 51);
    expect(askAgain()).to.deep.equal(from('a', 51));
  });

  it('begins anew where the epoch is another', () => {
    come(8);
    askAgain();
    const answer = { epoch: 'b', sequence: 3, replayed: 2, complete: false };
    expect(position.answer(answer)).to.equal('restarted');
    expect(askAgain(), 'none of the two has come').to.deep.equal(from('b', 0));
    position.answer(answer);
    come(2, 3);
    expect(askAgain()).to.deep.equal(from('b', 3));
  });

  it('goes on where the platform has kept the subscription, as far as it says', () => {
    come(8);
    position.lose();
    position.lose(); // an attempt that failed
    expect(position.recover()).to.equal(true);
    expect(position.ask()).to.deep.equal({});
    come(9);
    expect(position.isCaughtUp).to.equal(false);
    expect(position.answer({ epoch: 'a', sequence: 11 })).to.equal('complete');
    expect(position.isCaughtUp).to.equal(false);
    come(10, 11);
    expect(position.isCaughtUp).to.equal(true);
    come(12);
    expect(position.caughtUp).to.equal(3);
    expect(askAgain()).to.deep.equal(from('a', 12));
  });

  it('does not go on with a subscription that was never confirmed', () => {
    askAgain();
    position.lose();
    expect(position.recover()).to.equal(false);
    expect(position.ask()).to.deep.equal(from('a', 7));
  });

  it('takes an event before the answer for a later one, if the answer comes', () => {
    askAgain();
    come(13);
    position.answer({ epoch: 'a', sequence: 12, replayed: 0, complete: true });
    expect(askAgain()).to.deep.equal(from('a', 13));
  });

  it('is unknown after an event whose answer never came', () => {
    askAgain();
    come(13);
    expect(askAgain()).to.deep.equal({});
    expect(position.answer({ epoch: 'a', sequence: 13 })).to.equal('gap');
  });
});
