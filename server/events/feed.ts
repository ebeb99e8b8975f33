import type { OrderStatusEvent, Since } from '../contract/types';
import type { EventLog, Wanted } from './event-log';
import { roomsFor } from './rooms';

/** A client's connection, as far as its feed needs it. */
export interface Connection {
  /** Gets what is sent to everybody in a room at once, unless it is paused. */
  join(room: string): void;
  leave(room: string): void;
  /** Gets nothing of its rooms for a while. */
  pause(): void;
  resume(): void;
  /**
   * Sends these events to this client alone.
   *
   * @param offsetOf how far a client has come that has had the event
   */
  send(events: readonly OrderStatusEvent[], offsetOf: (event: OrderStatusEvent) => string): void;
  /** Whether more waits to be sent than a client that reads leaves waiting. */
  readonly isBehind: boolean;
  /** @param left called when what waits now has left the platform */
  whenLeft(left: () => void): void;
  /** Closes the connection, telling the client why; it may come back. */
  letGo(reason: string): void;
}

/** Where in the sequence a subscription begins. */
export interface Beginning {
  /** The last event before the subscription. */
  readonly sequence: number;
  /** How many missed events come first; undefined if nobody asked for them. */
  readonly replayed?: number;
  /** Whether they are all that was missed. */
  readonly complete?: boolean;
}

/** What a client is subscribed to: rooms, each with the number after which its events are due. */
export type Rooms = Map<string, number>;

/** Missed events of a room that are older than what the client has had of other rooms already. */
interface Replay {
  readonly room: string;
  /** The last event that has been looked at. */
  position: number;
  readonly end: number;
  /** The rooms by which the client has had some of them. */
  readonly served: ReadonlyMap<string, number>;
}

/** Events that are sent at once; the rest waits in the log until they have left. */
const BATCH = 500;

const TOO_FAR_BEHIND = 'Too far behind: come back, and ask for what you have missed.';

/**
 * One client's way through the log. As long as the client keeps up, it gets what everybody in its
 * rooms gets. What it has missed, or is too slow for, is read from the log, a batch at a time, so
 * that nothing piles up for it; meanwhile its rooms are paused. No event falls between the two,
 * and none comes twice.
 */
export class Feed {
  private replays: Replay[] = [];
  private isLive = true;
  private isGone = false;
  private isSending = false;
  private holds = 0;
  /** What is due up to here has been sent, while it is not live. */
  private head = 0;

  constructor(
    private readonly log: EventLog,
    private readonly connection: Connection,
    readonly rooms: Rooms = new Map(),
  ) {
    for (const room of rooms.keys()) connection.join(room);
  }

  /** How many rooms are being replayed, each apart from what comes now. */
  get replaying(): number {
    return this.replays.length;
  }

  /** Goes on after this event, which the client has had over an earlier connection. */
  resumeAfter(sequence: number): void {
    this.hold();
    this.head = sequence;
    this.release();
  }

  /** Nothing is sent to the client until whoever has asked for that lets go again. */
  hold(): void {
    this.holds += 1;
    this.goOffline();
  }

  release(): void {
    this.holds -= 1;
    this.catchUp();
  }

  /** Adds a room, and after `since` what was missed of it; to be called while it is held. */
  subscribe(room: string, since?: Since): Beginning {
    const { log, rooms } = this;
    const sequence = log.last;
    const isOfThisLog = since?.epoch === log.epoch;
    const asked = since && (isOfThisLog ? since.sequence : log.beginning);
    const start = Math.min(asked ?? sequence, sequence);
    const position = Math.max(start, log.beginning);
    // Counted before the room is one of those by which events are due.
    const stretch = { after: position, upTo: sequence };
    const replayed = since && log.count(stretch, missingIn(room, rooms));

    if (rooms.size === 0) this.head = position;
    else if (start < this.head) {
      this.replays.push({ room, position, end: this.head, served: new Map(rooms) });
    }
    rooms.set(room, Math.min(start, rooms.get(room) ?? start));
    this.connection.join(room);
    if (!since) return { sequence };
    return { sequence, replayed, complete: isOfThisLog && start === position };
  }

  unsubscribe(room: string): void {
    this.rooms.delete(room);
    this.replays = this.replays.filter((each) => each.room !== room);
    this.connection.leave(room);
  }

  /** Looks after a client that does not read as fast as events come; to be called now and then. */
  watch(): void {
    if (!this.isLive) this.letGoIfLost();
    else if (this.connection.isBehind) {
      this.goOffline();
      this.isSending = true;
      this.connection.whenLeft(this.sendOn);
    }
  }

  private goOffline(): void {
    if (!this.isLive) return;
    this.isLive = false;
    this.head = this.log.last;
    this.connection.pause();
  }

  private readonly sendOn = () => {
    this.isSending = false;
    this.catchUp();
  };

  /** Sends batch by batch what is due, and is live again when nothing is left. */
  private catchUp(): void {
    if (this.isLive || this.isSending || this.holds > 0) return;
    while (!this.letGoIfLost()) {
      const [replay] = this.replays;
      const events = replay ? this.nextOf(replay) : this.next();
      this.isSending = events.length === BATCH;
      this.send(events, replay === undefined);
      if (this.isSending) return;
      if (!replay) {
        this.isLive = true;
        return this.connection.resume();
      }
    }
  }

  private send(events: readonly OrderStatusEvent[], canGoOnFromHere: boolean): void {
    // Who is lost in the middle of a replay cannot go on from one of its events.
    const offset = (event: OrderStatusEvent) => (canGoOnFromHere ? offsetOf(this.log, event) : '');
    this.connection.send(events, offset);
    if (this.isSending) this.connection.whenLeft(this.sendOn);
  }

  private nextOf(replay: Replay): OrderStatusEvent[] {
    const stretch = { after: replay.position, upTo: replay.end };
    const events = this.log.read(stretch, missingIn(replay.room, replay.served), BATCH);
    if (events.length < BATCH) this.replays.shift();
    else replay.position = events[BATCH - 1].sequence;
    return events;
  }

  private next(): OrderStatusEvent[] {
    const { last } = this.log;
    const isDue = dueIn(this.rooms);
    const events = this.log.read({ after: this.head, upTo: last }, isDue, BATCH);
    this.head = events.length < BATCH ? last : events[BATCH - 1].sequence;
    return events;
  }

  /** Lets the client go if the log has forgotten what would be next: no gap is passed over. */
  private letGoIfLost(): boolean {
    const next = Math.min(this.head, ...this.replays.map(({ position }) => position));
    if (next >= this.log.beginning || this.isGone) return this.isGone;
    this.isGone = true;
    this.connection.letGo(TOO_FAR_BEHIND);
    return true;
  }
}

/** Whose events are due by a client's rooms. */
function dueIn(rooms: ReadonlyMap<string, number>): Wanted {
  return (sequence, orderId) =>
    roomsFor(orderId).some((room) => sequence > (rooms.get(room) ?? Infinity));
}

/** The events of a room that are not due by others already. */
function missingIn(room: string, served: ReadonlyMap<string, number>): Wanted {
  const isServed = dueIn(served);
  return (sequence, orderId) => roomsFor(orderId).includes(room) && !isServed(sequence, orderId);
}

/** How far a client has come that has had this event, in one text. */
export function offsetOf({ epoch }: EventLog, { sequence }: OrderStatusEvent): string {
  return `${epoch}:${sequence}`;
}

/** The number of the event that an offset stands for; undefined if the log cannot go on from it. */
export function sequenceAt(log: EventLog, offset: string): number | undefined {
  const [, epoch, digits] = /^(.+):(\d+)$/.exec(offset) ?? [];
  const sequence = Number(digits);
  const isKnown = epoch === log.epoch && sequence >= log.beginning && sequence <= log.last;
  return isKnown ? sequence : undefined;
}
