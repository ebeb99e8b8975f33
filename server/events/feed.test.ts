import { expect } from 'chai';
import fc from 'fast-check';
import type { OrderStatusEvent } from '../contract/types';
import type { Connection } from './feed';
import { Feed, offsetOf, sequenceAt } from './feed';
import { roomOf, roomsFor } from './rooms';
import { TestLog } from './test-log';

/** A client that a test has read, or not. */
class TestConnection implements Connection {
  readonly received: OrderStatusEvent[] = [];
  readonly offsets: string[] = [];
  readonly rooms = new Set<string>();
  isPaused = false;
  isBehind = false;
  reads = true;
  goodbye?: string;
  private leaving: (() => void)[] = [];

  constructor(log: TestLog) {
    log.onAppend((event) => {
      const isMember = roomsFor(event.orderId).some((room) => this.rooms.has(room));
      if (isMember && !this.isPaused) this.received.push(event);
    });
  }

  join = (room: string) => void this.rooms.add(room);
  leave = (room: string) => void this.rooms.delete(room);
  pause = () => void (this.isPaused = true);
  resume = () => void (this.isPaused = false);
  letGo = (reason: string) => void (this.goodbye = reason);

  send(events: OrderStatusEvent[], offset: (event: OrderStatusEvent) => string) {
    this.received.push(...events);
    this.offsets.push(...events.map(offset));
  }

  whenLeft(left: () => void) {
    if (this.reads) queueMicrotask(left);
    else this.leaving.push(left);
  }

  /** Reads what was sent to it, and so gets what comes then. */
  readOn(): void {
    for (const left of this.leaving.splice(0)) left();
  }

  sequences(): number[] {
    return this.received.map(({ sequence }) => sequence);
  }
}

describe('a feed', () => {
  let log: TestLog;
  let client: TestConnection;
  let feed: Feed;
  beforeEach(() => connect(new TestLog()));

  function connect(to: TestLog, connection = new TestConnection(to)) {
    [log, client, feed] = [to, connection, new Feed(to, connection)];
  }

  function subscribe(orderId?: string, sequence?: number, epoch = log.epoch) {
    feed.hold();
    const beginning = feed.subscribe(roomOf(orderId), sequence === undefined ? undefined : { epoch, sequence }); // prettier-ignore
    feed.release();
    return beginning;
  }

  function tell(...orderIds: string[]) {
    for (const orderId of orderIds) log.tell(orderId);
  }

  /** Until all that reads has read. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('begins with the next event where nothing is asked for', () => {
    tell('a');
    expect(subscribe()).to.deep.equal({ sequence: 1 });
    tell('b');
    expect(client.sequences()).to.deep.equal([2]);
  });

  it('keeps back what happens until it is released', () => {
    feed.hold();
    feed.subscribe('orders');
    tell('a');
    expect(client.sequences()).to.deep.equal([]);
    feed.release();
    tell('b');
    expect(client.sequences()).to.deep.equal([1, 2]);
  });

  it('is held until everybody has let go', () => {
    feed.hold();
    feed.subscribe('orders');
    feed.hold();
    feed.release();
    tell('a');
    expect(client.sequences()).to.deep.equal([]);
    feed.release();
    expect(client.sequences()).to.deep.equal([1]);
  });

  it('begins with what was missed of a room', () => {
    tell('a', 'b', 'a', 'b');
    expect(subscribe('a', 1)).to.deep.equal({ sequence: 4, replayed: 1, complete: true });
    tell('b', 'a');
    expect(client.sequences()).to.deep.equal([3, 6]);
    expect(client.offsets).to.deep.equal([offsetOf(log, client.received[0])]);
  });

  it('has missed nothing where it asks from the end, or from beyond', () => {
    tell('a', 'b');
    for (const sequence of [2, 3, 1e300]) {
      connect(log);
      expect(subscribe(undefined, sequence)).to.include({ replayed: 0, complete: true });
      tell('c');
      expect(client.sequences()).to.deep.equal([log.last]);
    }
  });

  it('gives what it has, and says that this is not all, to who comes from another epoch', () => {
    tell('a', 'b');
    expect(subscribe(undefined, 1, 'another')).to.include({ replayed: 2, complete: false });
    expect(client.sequences()).to.deep.equal([1, 2]);
  });

  it('says where the log does not reach back', () => {
    connect(new TestLog(3));
    tell('a', 'b', 'c', 'd', 'e');
    expect(subscribe(undefined, 1)).to.include({ replayed: 3, complete: false });
    expect(client.sequences()).to.deep.equal([3, 4, 5]);
    connect(log);
    expect(subscribe(undefined, 2)).to.include({ replayed: 3, complete: true });
  });

  it('repeats nothing to a client that has it by another room, or by the same', () => {
    tell('a', 'b');
    subscribe('a', 0);
    tell('a', 'b');
    expect(subscribe('a', 0)).to.include({ replayed: 0, complete: true });
    expect(subscribe(undefined, 0)).to.include({ replayed: 2 });
    expect(subscribe('b', 0)).to.include({ replayed: 0 });
    tell('b', 'a');
    expect(client.sequences()).to.deep.equal([1, 3, 2, 4, 5, 6]);
  });

  it('has nobody go on from an event that is older than what the client has had', () => {
    tell('a');
    subscribe('b');
    tell('b');
    subscribe('a', 0);
    expect(client.sequences()).to.deep.equal([2, 1]);
    expect(client.offsets).to.deep.equal(['']);
  });

  it('ends with the subscription, the missed events included', () => {
    feed.hold();
    tell('a');
    feed.subscribe(roomOf('a'), { epoch: log.epoch, sequence: 0 });
    feed.unsubscribe(roomOf('a'));
    feed.release();
    tell('a');
    expect(client.sequences()).to.deep.equal([]);
  });

  it('sends much in batches, each when the one before has left', async () => {
    client.reads = false;
    tell(...Array.from({ length: 1200 }, () => 'a'));
    expect(subscribe(undefined, 0)).to.include({ replayed: 1200 });
    expect(client.received).to.have.length(500);
    tell('b');
    client.readOn();
    expect(client.received).to.have.length(1000);
    client.reads = true;
    client.readOn();
    await settled();
    expect(client.sequences()).to.deep.equal(Array.from({ length: 1201 }, (_, i) => i + 1));
  });

  it('lets the log keep what a slow client does not read, and goes on when it does', async () => {
    subscribe();
    tell('a');
    client.isBehind = true;
    feed.watch();
    client.isBehind = false;
    tell('b', 'c');
    await settled();
    expect(client.sequences()).to.deep.equal([1, 2, 3]);
  });

  it('lets a client go that is further behind than the log reaches, and tells it why', () => {
    connect(new TestLog(1000));
    client.reads = false;
    subscribe();
    tell('a');
    client.isBehind = true;
    feed.watch();
    tell(...Array.from({ length: 1000 }, () => 'a'));
    feed.watch();
    expect(client.goodbye).to.equal(undefined);
    tell('a');
    feed.watch();
    expect(client.goodbye).to.match(/Too far behind/);
    client.goodbye = undefined;
    feed.watch();
    client.readOn();
    expect(client).to.deep.include({ goodbye: undefined });
    expect(client.sequences()).to.deep.equal([1]);
  });

  it('goes on after an event that the client has had over another connection', () => {
    subscribe('a');
    tell('a', 'b', 'a');
    const resumed = new TestConnection(log);
    new Feed(log, resumed, feed.rooms).resumeAfter(1);
    tell('a');
    expect(resumed.sequences()).to.deep.equal([3, 4]);
  });

  it('gives each due event once, the room in order, whatever is asked for and however slowly read', async () => {
    const ids = ['a', 'b', 'c'];
    const anId = fc.constantFrom(...ids);
    const aRoom = fc.constantFrom(undefined, ...ids);
    const act = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({ tell: fc.array(anId, { maxLength: 700, size: 'max' }) }),
      },
      fc.record({ subscribe: aRoom, since: fc.option(fc.nat(3000), { nil: undefined }) }),
      fc.record({ slow: fc.boolean() }),
      fc.constant({ readOn: true } as const),
    );
    const walk = fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
      connect(new TestLog(5000));
      const due = new Map<string, number>();
      for (const each of acts) {
        if ('tell' in each) tell(...each.tell);
        else if ('subscribe' in each) {
          const from = Math.min(each.since ?? log.last, log.last);
          const room = roomOf(each.subscribe);
          subscribe(each.subscribe, each.since);
          due.set(room, Math.min(from, due.get(room) ?? from));
        } else if ('slow' in each) {
          client.reads = !each.slow;
          client.isBehind = each.slow;
          feed.watch();
          client.isBehind = false;
        } else client.readOn();
        if (log.beginning > 0) return; // what a log forgets is told above
      }
      client.reads = true;
      client.readOn();
      await settled();
      const expected = log.read({ after: 0, upTo: log.last }, (sequence, orderId) =>
        roomsFor(orderId).some((room) => sequence > (due.get(room) ?? Infinity)), Infinity); // prettier-ignore
      expect(client.sequences().sort((one, other) => one - other)).to.deep.equal(
        expected.map(({ sequence }) => sequence),
      );
    });
    await fc.assert(walk, { numRuns: 200 });
  });

  it('reads its own offsets, as long as the log reaches back to them', () => {
    connect(new TestLog(2));
    tell('a', 'b');
    const [first, second] = log.read({ after: 0, upTo: 2 }, () => true, 2).map((event) => offsetOf(log, event)); // prettier-ignore
    expect([first, second].map((each) => sequenceAt(log, each))).to.deep.equal([1, 2]);
    tell('c', 'd');
    expect([first, second].map((each) => sequenceAt(log, each))).to.deep.equal([undefined, 2]);
    const digits = ['5', '-1', '', '3.5', '3e0', ' 3', '3:4', '0x3'];
    for (const strange of ['', '2', 'other:2', ...digits.map((each) => `${log.epoch}:${each}`)])
      expect(sequenceAt(log, strange), strange).to.equal(undefined);
  });
});
