import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import { afterThisTest, pageScript, until } from '../../test-support';

type Acknowledge = (error: Error | undefined, answer?: object) => void;

/** Stands in for Socket.IO's client. */
class FakeSocket extends EventEmitter {
  connected = false;
  recovered = false;
  active = true;
  readonly asked: object[] = [];
  private acknowledge: Acknowledge = () => undefined;
  connect = () => undefined;
  timeout = () => ({
    emit: (_name: string, payload: object, acknowledge: Acknowledge) => {
      this.asked.push(payload);
      this.acknowledge = acknowledge;
    },
  });

  comes(recovered = false) {
    Object.assign(this, { connected: true, recovered, active: true });
    this.emit('connect');
  }

  goes() {
    this.connected = false;
    this.emit('disconnect');
  }

  disconnect = () => {
    this.active = false;
    this.goes();
  };

  answers(answer: object) {
    this.acknowledge(undefined, { ok: true, epoch: 'a', ...answer });
  }

  answersNothing() {
    this.acknowledge(new Error('operation has timed out'));
  }

  sends(...sequences: number[]) {
    for (const sequence of sequences) this.emit('order:status', { sequence });
  }
}

describe('the feed of live orders', () => {
  let LiveFeed: new (parts: object) => { start(): void };
  let socket: FakeSocket;
  /** Answers the oldest question over REST, in words where it cannot be. */
  let reading: ((answer: object[] | Error) => void)[];
  let told: string[];
  let notices: string[];
  let round: number;

  before(async () => {
    ({ LiveFeed } = await pageScript<{ LiveFeed: typeof LiveFeed }>('live-feed.mjs'));
  });

  beforeEach(async () => {
    socket = new FakeSocket();
    reading = [];
    told = [];
    notices = [];
    round = 0;
    new LiveFeed({
      socket,
      read: () =>
        new Promise((resolve, reject) =>
          reading.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))),
        ),
      orders: {
        startOver: () => (round += 1),
        get round() {
          return round;
        },
        list: ({ length }: object[], ofRound: number) =>
          told.push(`${length} listed of round ${ofRound}`),
        event: ({ sequence }: { sequence: number }) => told.push(`#${sequence}`),
      },
      events: { event: () => undefined, notice: (text: string) => notices.push(text) },
      tell: (state: string, text: string) => told.push(`${state}: ${text}`),
      changed: () => undefined,
    }).start();
    socket.comes();
    socket.answers({ sequence: 7 });
    await listed();
  });

  const isLive = () => told.at(-1)?.startsWith('live');

  async function listed(count = 0) {
    const before = told.length;
    reading.shift()?.(Array.from({ length: count }, () => ({})));
    await until(() => told.slice(before).some((line) => line.includes('listed')));
  }

  /** Waits for the pause between two attempts without its time going by. */
  function withoutPauses() {
    const { setTimeout } = globalThis;
    afterThisTest(() => Object.assign(globalThis, { setTimeout }));
    Object.assign(globalThis, { setTimeout: (act: () => void) => setTimeout(act, 0) });
  }

  function isLost() {
    socket.goes();
    told = [];
  }

  it('subscribes, and reads the list then', () => {
    expect(socket.asked).to.deep.equal([{}]);
    expect(told).to.deep.equal([
      'connecting: Connected, subscribing…',
      'connecting: Reading the latest orders…',
      '0 listed of round 1',
      'live: Live',
    ]);
    expect(notices).to.deep.equal([]);
  });

  it('asks for what it missed, and says that nothing was once that has come', () => {
    socket.sends(8);
    isLost();
    socket.comes();
    expect(socket.asked.at(-1)).to.deep.equal({ since: { epoch: 'a', sequence: 8 } });
    socket.answers({ sequence: 10, replayed: 2, complete: true });
    socket.sends(9, 10, 11);
    expect(told).to.deep.equal([
      'connecting: Connected, subscribing…',
      'connecting: Catching up with what was missed…',
      '#9',
      'connecting: Catching up with what was missed…',
      '#10',
      'live: Live. Nothing was missed: 2 events were caught up.',
      '#11',
    ]);
    expect(reading, 'of the list').to.have.length(0);
    expect(notices).to.deep.equal([
      'Connection lost',
      'Nothing was missed: 2 events were caught up',
    ]);
  });

  it('says at once that nothing was missed where there is nothing to come', () => {
    isLost();
    socket.comes();
    socket.answers({ sequence: 7, replayed: 0, complete: true });
    expect(told.at(-1)).to.equal('live: Live. Nothing was missed.');
    expect(reading).to.have.length(0);
  });

  it('goes on where the platform has kept the subscription', () => {
    socket.sends(8);
    isLost();
    socket.comes(true);
    socket.sends(9);
    expect(socket.asked.at(-1), 'how far the events are').to.deep.equal({});
    socket.answers({ sequence: 10 });
    socket.sends(10, 11);
    expect(told).to.deep.equal([
      'connecting: Connected, subscribing…',
      '#9',
      'connecting: Catching up with what was missed…',
      '#10',
      'live: Live. Nothing was missed: 2 events were caught up.',
      '#11',
    ]);
    expect(reading, 'of the list').to.have.length(0);
  });

  it('reads the orders again after a gap, and says so until that is done', async () => {
    isLost();
    socket.comes();
    socket.answers({ sequence: 90, replayed: 1, complete: false });
    const reads = 'connecting: There is a gap: reading the orders again…';
    expect(told.at(-1)).to.equal(reads);
    socket.sends(90, 91);
    expect(told.at(-3)).to.equal(reads);
    await listed(3);
    expect(told.slice(-2)).to.deep.equal([
      '3 listed of round 2',
      'live: Live. There was a gap: the orders were read again.',
    ]);
    expect(notices).to.deep.equal([
      'Connection lost',
      'There is a gap: reading the orders again',
      'There was a gap: the orders were read again',
    ]);
  });

  it('takes another epoch for a platform that was restarted', async () => {
    isLost();
    socket.comes();
    socket.answers({ epoch: 'b', sequence: 0, replayed: 0, complete: false });
    expect(told.at(-1)).to.match(/^connecting: There is a gap/);
    await listed();
    expect(told.at(-1)).to.match(/^live: .*There was a gap: the platform was restarted/);
  });

  it('is not live before a gap is read, however often the connection comes and goes', async () => {
    isLost();
    socket.comes();
    socket.answers({ sequence: 90, replayed: 0, complete: false });
    isLost();
    socket.comes();
    socket.answers({ sequence: 90, replayed: 0, complete: true });
    expect(told.at(-1)).to.match(/^connecting: There is a gap/);
    await listed();
    expect(told.at(-1)).to.match(/^live: .*There was a gap/);
  });

  it('does not show what was asked for before the latest gap', async () => {
    for (const sequence of [90, 190]) {
      isLost();
      socket.comes();
      socket.answers({ sequence, replayed: 0, complete: false });
    }
    reading.shift()?.([{}, {}]);
    await listed(5);
    expect(told.filter((line) => line.includes('listed'))).to.deep.equal(['5 listed of round 3']);
  });

  it('says what keeps it from reading the orders, and tries again', async () => {
    withoutPauses();
    isLost();
    socket.comes();
    socket.answers({ sequence: 90, replayed: 0, complete: false });
    reading.shift()?.(new Error('/orders was answered with 503'));
    await until(() => reading.length > 0);
    expect(told.at(-1)).to.equal(
      'connecting: There is a gap: reading the orders again… /orders was answered with 503, trying again…',
    );
    await listed();
    expect(isLive()).to.equal(true);
  });

  it('makes another connection where the subscription is not answered, and asks the same', async () => {
    withoutPauses();
    isLost();
    socket.comes();
    const connects = new Promise<void>((resolve) => (socket.connect = () => void resolve()));
    socket.answersNothing();
    expect(told.at(-1)).to.equal('lost: The subscription was not answered, trying again…');
    await connects;
    socket.comes();
    expect(socket.asked.slice(1)).to.deep.equal([
      { since: { epoch: 'a', sequence: 7 } },
      { since: { epoch: 'a', sequence: 7 } },
    ]);
  });

  it('mentions a loss once, however many attempts fail', () => {
    socket.goes();
    socket.emit('connect_error');
    socket.emit('connect_error');
    expect(notices).to.deep.equal(['Connection lost']);
    expect(told.at(-1)).to.equal('lost: The platform does not answer, trying again…');
  });
});
