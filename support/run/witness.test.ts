import type { Attachment } from '@cucumber/messages';
import { expect } from 'chai';
import type { OrderStatusEvent, Since, Subscribed } from '../contract/types';
import { dataMediaTypes } from '../evidence/data-attachment';
import { packed, type Received } from '../evidence/received';
import type { Connection, Listener, Outcome } from '../platform/connections/connection';
import { Witness, type WayToWitness } from './witness';

/** A platform with one subscriber, the witness. */
class Platform {
  readonly asked: (Since | undefined)[] = [];
  sequence = 10;
  epoch = 'e';
  complete = true;
  /** What is answered, where it is no confirmation. */
  refusal: Outcome | undefined;
  private listener: Listener | undefined;
  private readonly connected = new Set<() => void>();

  readonly connect = (listener: Listener): Connection => ({
    ...{ isOpen: true, isPolling: false, hasRecovered: false, isOpenedByAsking: true },
    open: () => Promise.resolve(undefined),
    ask: (_asking, [payload], answered) => {
      const { since } = (payload ?? {}) as { since?: Since };
      this.asked.push(since);
      if (this.refusal) return answered(this.refusal);
      this.listener = listener;
      const { epoch, sequence, complete } = this;
      const reply: Subscribed = { ok: true, room: 'orders', epoch, sequence };
      answered({ reply: { ...reply, ...(since && { complete }) } });
      this.connected.forEach((each) => each());
    },
    askUnanswered: () => undefined,
    roundTrip: () => undefined,
    lose: () => Promise.resolve(),
    pretend: () => undefined,
    send: () => undefined,
    leave: () => undefined,
  });

  tell(...sequences: number[]): void {
    for (const sequence of sequences) this.listener?.event(of(sequence));
  }

  /** Breaks the connection. @returns when the witness is back */
  lose(): Promise<void> {
    const back = new Promise<void>((resolve) => this.connected.add(resolve));
    this.listener?.lost({ reason: 'gone' });
    return back;
  }
}

const of = (sequence: number) =>
  ({ sequence, orderId: `o-${sequence}`, orderStatus: 'PENDING' }) as OrderStatusEvent;

function received(after: number, ...sequences: number[]): Received {
  return {
    events: sequences.map((sequence) => ({ epoch: 'e', event: of(sequence) })),
    subscribers: [
      {
        name: 'Risk',
        had: [...sequences.keys()],
        due: [{ room: 'orders', epoch: 'e', after, upTo: sequences.at(-1) ?? after }],
      },
    ],
  };
}

describe('the witness of a run', () => {
  let platform: Platform;
  let witness: Witness;
  const begin = async (way: Partial<WayToWitness> = {}) => {
    witness = new Witness({
      ...{ connect: platform.connect, deadlines: { connection: 100, event: 100 } },
      ...way,
    });
    await witness.begin();
  };
  /** Longer than a busy machine is late. */
  const withPatience = { deadlines: { connection: 1_000, event: 1_000 } };
  const sentences = async () =>
    Object.entries(await witness.conclude()).flatMap(([attempt, failures]) =>
      failures.map(({ kind, sentence, order }) => `${attempt}, ${kind}: ${sentence} ${order}`),
    );
  const leftOut = (order: string) =>
    `1, broken: an event is left out between others that a subscriber gets ${order}`;

  beforeEach(() => (platform = new Platform()));
  afterEach(() => witness.stop());

  it('has nothing to say where all is well', async () => {
    await begin();
    platform.tell(11, 12, 13);
    witness.take('1', received(11, 12, 13));
    expect(await sentences()).to.deep.equal([]);
  });

  it('waits until it has come as far as a scenario', async () => {
    await begin();
    platform.tell(11, 12);
    witness.take('1', received(10, 11, 13));
    const told = sentences();
    platform.tell(13);
    expect(await told).to.deep.equal([leftOut('o-12')]);
  });

  it('takes what was received from messages, as each scenario has ended for good', async () => {
    await begin();
    platform.tell(11, 12, 13);
    const attachment = (testCaseStartedId: string) => ({
      ...{ testCaseStartedId, mediaType: dataMediaTypes.received },
      body: packed(received(10, 11, 13)).toString('base64'),
    });
    const end = (testCaseStartedId: string, willBeRetried: boolean) => ({
      ...{ testCaseStartedId, willBeRetried, timestamp: { seconds: 0, nanos: 0 } },
    });
    for (const id of ['0', '1', '2']) witness.follow({ attachment: attachment(id) as Attachment });
    witness.follow({ testCaseFinished: end('0', true) });
    witness.follow({ testCaseFinished: end('1', false) });
    expect(await sentences()).to.deep.equal([leftOut('o-12')]);
  });

  it('asks for what it has missed when it loses its connection, and goes on', async () => {
    await begin();
    platform.tell(11);
    await platform.lose();
    platform.tell(12, 13);
    witness.take('1', received(10, 11, 13));
    expect(platform.asked).to.deep.equal([undefined, { epoch: 'e', sequence: 11 }]);
    expect(await sentences()).to.deep.equal([leftOut('o-12')]);
  });

  it('knows nothing of a gap that it was told of', async () => {
    await begin();
    platform.tell(11);
    Object.assign(platform, { sequence: 13, complete: false });
    await platform.lose();
    platform.tell(12, 13, 14, 15); // what a platform has kept comes all the same
    witness.take('1', received(10, 11, 12, 15));
    expect(await sentences()).to.deep.equal([leftOut('o-14')]);
  });

  it('asks for nothing that it has missed of a platform that cannot replay', async () => {
    await begin({ canReplay: false });
    await platform.lose();
    expect(platform.asked).to.deep.equal([undefined, undefined]);
  });

  it('waits for nothing of a platform that has begun anew', async () => {
    await begin();
    platform.tell(11);
    Object.assign(platform, { epoch: 'f', sequence: 0, complete: false });
    await platform.lose();
    witness.take('1', received(10, 11, 12));
    expect(await sentences()).to.deep.equal([]);
  });

  it('forgets the oldest events, and judges nothing by them', async () => {
    await begin({ most: 4 });
    platform.tell(11, 12, 13, 14, 15);
    witness.take('1', received(10, 15));
    expect(await sentences()).to.deep.equal([leftOut('o-14')]);
  });

  it('says that it could not subscribe, where there was something to hold against it', async () => {
    platform.refusal = { nothing: 'code 1006' };
    await begin(withPatience);
    expect(await sentences()).to.deep.equal([]);
    witness.take('1', received(10, 11));
    const { 1: failures = [] } = await witness.conclude();
    expect(failures).to.have.lengthOf(1);
    expect(failures[0]).to.include({ kind: 'silent', seen: 'code 1006' });
  });

  it('judges nothing where the machine was too late for it', async () => {
    await begin();
    witness.take('1', received(10, 11));
    const end = performance.now() + 500;
    while (performance.now() < end);
    expect(await sentences()).to.deep.equal([
      '1, unjudged: the witness of the run has not come as far as a scenario undefined',
    ]);
  });

  it('is told of an event that it should have got itself', async () => {
    await begin(withPatience);
    witness.take('1', received(10, 11));
    expect(await sentences()).to.deep.equal([
      '1, broken: a subscriber gets an event that nobody else gets o-11',
    ]);
  });
});
