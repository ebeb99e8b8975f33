import { setTimeout as pause } from 'node:timers/promises';
import type { Envelope } from '@cucumber/messages';
import { withoutMoreOfTheSame, type Failure } from '../contract/failure';
import type { OrderStatusEvent, Since, Subscribed } from '../contract/types';
import { Lookout } from '../evidence/lookout';
import { isTooLateToTell, orTooLate, waitedWords, type Waited } from '../evidence/patience';
import { receivedIn, type Received } from '../evidence/received';
import { Silence } from '../evidence/silence';
import type { Access } from '../platform/access';
import type { Connection, Listener, Outcome } from '../platform/connections/connection';
import { SocketIoConnection } from '../platform/connections/socket-io-connection';
import { WebSocketConnection } from '../platform/connections/websocket-connection';
import {
  judged,
  placeAfter,
  reconcile,
  theWitness,
  type Disagreement,
  type Known,
  type Stretch,
} from './reconciling';
import type { RunInfo } from './run-info';
import { deadlines } from './settings/deadlines';

/** So many events are kept at most, the latest: some 20 MB. */
const mostKept = 50_000;

/** Milliseconds between an end of the connection and the next try. */
const msBetweenTries = 250;

/** What is wrong with what attempts at scenarios received, by the attempts. */
export type Testimony = Record<string, Failure[]>;

/** How the witness reaches the platform. */
export interface WayToWitness {
  /** @returns a connection that has never been open */
  connect: (listener: Listener) => Connection;
  /** Whether it may ask for what it has missed. */
  canReplay?: boolean;
  /** How many events it keeps. */
  most?: number;
  /** How long it waits for a connection, and for an event; in milliseconds. */
  deadlines?: Pick<typeof deadlines, 'connection' | 'event'>;
}

interface OpenStretch extends Stretch {
  known: Known[];
}

/**
 * One subscriber to all orders for the whole run, which knows every event: what the subscribers of
 * a scenario received is held against it, so that a loss is seen whosever order it hits.
 */
export class Witness {
  private readonly stretches: OpenStretch[] = [];
  private kept = 0;
  private connection: Connection | undefined;
  private isSubscribed = false;
  private hasLeft = false;
  /** Why it is not subscribed. */
  private trouble = 'it was never asked';
  private readonly lookout = new Lookout();
  private readonly reconciling = new Set<Promise<void>>();
  private readonly found: { attempt: string; failure: Failure }[] = [];
  /** What attempts received that have not ended. */
  private readonly held = new Map<string, Received>();
  private readonly disagreements: { attempt: string; disagreement: Disagreement }[] = [];
  /** What came before the answer to the present subscription. */
  private early: OrderStatusEvent[] = [];
  private readonly deadlines: NonNullable<WayToWitness['deadlines']>;

  constructor(private readonly way: WayToWitness) {
    this.deadlines = way.deadlines ?? deadlines;
  }

  /** One for a platform, by what it claims; undefined where it claims no events. */
  static of(access: Access, run: Pick<RunInfo, 'transport' | 'claims'>): Witness | undefined {
    const { claims } = run;
    const transport = ([run.transport, 'socket.io', 'websocket'] as const).find((each) => claims.includes(each)); // prettier-ignore
    if (transport === undefined) return undefined;
    const silence = new Silence();
    return new Witness({
      canReplay: claims.includes('replay'),
      connect: (listener) =>
        transport === 'websocket'
          ? new WebSocketConnection(access, silence, listener, theWitness)
          : new SocketIoConnection(access, silence, listener, 'WebSocket'),
    });
  }

  /** Subscribes, and sees to it that it stays so. Returns when it has, or when it has taken too long. */
  async begin(): Promise<void> {
    void this.stay();
    await this.lookout.until(() => this.isSubscribed, this.deadlines.connection);
  }

  /** Takes what scenarios received from the messages of the run, as each has ended. */
  follow({ attachment, testCaseFinished }: Envelope): void {
    const received = attachment && receivedIn(attachment);
    if (received) this.held.set(attachment.testCaseStartedId ?? '', received);
    if (testCaseFinished === undefined) return;
    const { testCaseStartedId, willBeRetried } = testCaseFinished;
    const whole = this.held.get(testCaseStartedId);
    this.held.delete(testCaseStartedId);
    if (whole && !willBeRetried) this.take(testCaseStartedId, whole);
  }

  /** Holds what an attempt at a scenario received against what it got itself, as soon as it can. */
  take(attempt: string, received: Received): void {
    const done = this.reconcile(attempt, received).finally(() => this.reconciling.delete(done));
    this.reconciling.add(done);
  }

  /** @returns all that does not agree, when everything that was taken has been reconciled */
  async conclude(): Promise<Testimony> {
    await Promise.all(this.reconciling);
    const testimony: Testimony = {};
    for (const { attempt, failure } of [...this.found, ...judged(this.disagreements)])
      (testimony[attempt] ??= []).push(failure);
    for (const [attempt, failures] of Object.entries(testimony))
      testimony[attempt] = withoutMoreOfTheSame(failures);
    return testimony;
  }

  stop(): void {
    this.hasLeft = true;
    this.connection?.leave();
  }

  private async stay(): Promise<void> {
    while (!this.hasLeft) {
      this.trouble = await this.subscription();
      this.isSubscribed = false;
      await pause(msBetweenTries, undefined, { ref: false });
    }
  }

  /** Goes on where it was cut off. @returns how it ended, or why it never began */
  private async subscription(): Promise<string> {
    let ended: (reason: string) => void = () => undefined;
    const end = new Promise<string>((resolve) => (ended = resolve));
    this.early = [];
    const connection = this.way.connect({
      event: (event) => this.receive(event),
      lost: ({ reason }) => ended(reason),
    });
    this.connection = connection;
    const reason =
      (await this.whyNotOpen(connection)) ??
      (await this.whyNotSubscribed(connection, end)) ??
      (await end);
    connection.leave();
    return reason;
  }

  private async whyNotOpen(connection: Connection): Promise<string | undefined> {
    if (connection.isOpenedByAsking) return undefined;
    const opened = await orTooLate(connection.open(), this.deadlines.connection);
    return 'value' in opened ? opened.value?.reason : 'the connection is not answered';
  }

  private async whyNotSubscribed(
    connection: Connection,
    end: Promise<string>,
  ): Promise<string | undefined> {
    const since = this.position();
    const answered = new Promise<Outcome>((resolve) => {
      connection.ask('subscribe', since ? [{ since }] : [], (outcome) => {
        if ('reply' in outcome && outcome.reply?.ok === true)
          this.goOn(outcome.reply as Subscribed, since);
        resolve(outcome);
      });
    });
    const outcome = await orTooLate(Promise.race([answered, end]), this.deadlines.event);
    return this.isSubscribed ? undefined : wordsFor(outcome);
  }

  private position(): Since | undefined {
    const last = this.way.canReplay === false ? undefined : this.stretches.at(-1);
    return last && { epoch: last.epoch, sequence: last.upTo };
  }

  /** What follows belongs to what is known already, or there is a gap before it. */
  private goOn({ epoch, sequence, complete }: Subscribed, since: Since | undefined): void {
    const isWhole = since?.epoch === epoch && complete === true;
    if (!isWhole) this.stretches.push({ epoch, after: sequence, upTo: sequence, known: [] });
    this.isSubscribed = true;
    for (const each of this.early) this.record(each);
    this.lookout.look();
  }

  /** An event may come before the answer to the subscription that it belongs to. */
  private receive(received: unknown): void {
    const event = received as OrderStatusEvent | null;
    if (typeof event?.sequence !== 'number') return; // no event: scenarios tell of it
    if (this.isSubscribed) this.record(event);
    else this.early.push(event);
  }

  private record(event: OrderStatusEvent): void {
    const stretch = this.stretches.at(-1);
    if (stretch === undefined || event.sequence <= stretch.after) return;
    const { known } = stretch;
    const place = placeAfter(known, event.sequence);
    if (known[place - 1]?.event.sequence === event.sequence) return;
    known.splice(place, 0, { at: performance.timeOrigin + performance.now(), event });
    stretch.upTo = Math.max(stretch.upTo, event.sequence);
    this.kept += 1;
    if (this.kept > (this.way.most ?? mostKept)) this.forget();
    this.lookout.look();
  }

  /** Half of the oldest stretch that has any. */
  private forget(): void {
    const oldest = this.stretches.find(({ known }) => known.length > 0);
    if (oldest === undefined) return;
    const gone = oldest.known.splice(0, Math.ceil(oldest.known.length / 2));
    oldest.after = gone.at(-1)?.event.sequence ?? oldest.after;
    this.kept -= gone.length;
  }

  private async reconcile(attempt: string, received: Received): Promise<void> {
    const waited = await this.lookout.until(() => !this.isBehind(received), this.deadlines.event);
    const failure = waited.happened ? undefined : this.whyBehind(waited);
    if (failure) this.found.push({ attempt, failure });
    const isOverdue = !waited.happened && failure === undefined;
    const open = this.stretches.at(-1);
    const stretches = this.stretches.map((each) =>
      isOverdue && each === open ? { ...each, upTo: Infinity } : each,
    );
    const { failures, disagreements } = reconcile(received, stretches);
    this.found.push(...failures.map((each) => ({ attempt, failure: each })));
    this.disagreements.push(...disagreements.map((each) => ({ attempt, disagreement: each })));
  }

  /** Whether something was received that it may yet get. */
  private isBehind({ events }: Received): boolean {
    const open = this.stretches.at(-1);
    if (open === undefined) return events.length > 0;
    return events.some(
      ({ epoch = open.epoch, event }) => epoch === open.epoch && event.sequence > open.upTo,
    );
  }

  /** Why it cannot say what is missing of what it has not got; undefined where it should have got it. */
  private whyBehind(waited: Waited): Failure | undefined {
    const about = { expected: 'all that the subscribers of a scenario received' };
    if (isTooLateToTell(waited))
      return {
        ...{ kind: 'unjudged', clause: 'EVENT-1', ...about },
        sentence: 'the witness of the run has not come as far as a scenario',
        seen: `not all after ${waitedWords(waited)}`,
      };
    if (this.isSubscribed) return undefined;
    return {
      ...{ kind: 'silent', ...about, seen: this.trouble },
      sentence: 'the witness of the run cannot subscribe to all orders',
    };
  }
}

function wordsFor(outcome: { value: Outcome | string } | { waited: Waited }): string {
  if (!('value' in outcome)) return 'the subscription is not answered';
  const { value } = outcome;
  if (typeof value === 'string') return value;
  if ('nothing' in value) return value.nothing;
  if ('refusal' in value) return `${value.refusal.status} ${value.refusal.text}`;
  return JSON.stringify(value.reply);
}
