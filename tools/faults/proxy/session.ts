import { PacketType } from 'socket.io-parser';
import type { OrderStatusEvent } from '../../../support/contract/types';
import type { Ask, Client, Greeting, Reply, Tampering } from '../fault';
import { frameWith, packetIn, type Frame, type Packet } from './frames';
import { askInPlatformsNumbers, type Memory } from './memory';

export type Side = 'client' | 'platform';

const eventName = 'order:status';
const askNames = ['subscribe', 'unsubscribe'];

/**
 * One Engine.IO session, whatever carries it: what passes is taken apart, tampered with and put
 * together again.
 */
export class Session implements Client {
  readonly over = 'Socket.IO';
  rooms = new Set<string>();
  hasRecovered = false;
  connectedAt: number | undefined;
  session: string | undefined;
  isPolling = false;
  /** Brings frames to a side that no frame of the other side brought. */
  carry: (side: Side, frames: Frame[]) => void = () => undefined;
  cut: () => void = () => undefined;
  hasRead: () => Promise<void> = () => Promise.resolve();
  /** Whether it said goodbye. */
  hasLeft = false;
  private formerSession: string | undefined;
  private isPassing = false;
  private readonly early: Ask[] = [];
  private readonly asks = new Map<number, Ask>();
  private readonly held: Record<Side, Frame[]> = { client: [], platform: [] };
  /** What recovery adds to the events that have been kept back, by their numbers. */
  private readonly offsets = new Map<number, unknown[]>();

  constructor(
    private readonly tampering: Tampering,
    private readonly memory: Memory,
  ) {}

  tell(event: OrderStatusEvent): void {
    const offset = this.offsets.get(event.sequence) ?? [];
    this.put('client', { type: PacketType.EVENT, nsp: '/', data: [eventName, event, ...offset] });
  }

  ask(ask: Ask): void {
    // the platform turns away who asks before it is connected
    if (this.session === undefined) this.early.push(ask);
    else this.put('platform', request(ask));
  }

  /** What arrives of these frames at a side. Call {@link flush} when it has been sent. */
  pass(side: Side, frames: readonly Frame[]): Frame[] {
    this.isPassing = true;
    try {
      return frames.flatMap((frame) => this.passOne(side, frame));
    } finally {
      this.isPassing = false;
    }
  }

  /** Brings on their way whatever frames came up while others were passing. */
  flush(): void {
    for (const side of ['client', 'platform'] as const) {
      const frames = this.held[side].splice(0);
      if (frames.length > 0) this.carry(side, frames);
    }
  }

  private put(side: Side, packet: Packet): void {
    this.held[side].push(this.frameFor(side, packet));
    if (!this.isPassing) this.flush(); // otherwise it goes behind what is passing
  }

  private passOne(side: Side, frame: Frame): Frame[] {
    if (frame.type === 'close') this.hasLeft = true;
    const packet = packetIn(frame);
    if (!packet) return [frame];
    const arriving = side === 'client' ? this.toClient(packet) : this.toPlatform(packet);
    return arriving.map((each) => this.frameFor(side, each));
  }

  private frameFor(side: Side, packet: Packet): Frame {
    return frameWith(packet, side === 'client' ? this.tampering.wire?.json : undefined);
  }

  private toPlatform(packet: Packet): Packet[] {
    if (packet.type === PacketType.DISCONNECT) this.hasLeft = true;
    if (packet.type === PacketType.CONNECT) return [this.greeting(packet)];
    const [name, ...payload] = packet.type === PacketType.EVENT ? (packet.data as unknown[]) : [];
    return askNames.includes(name as string)
      ? this.request(packet, { name: name as string, payload })
      : [packet];
  }

  private greeting(packet: Packet): Packet {
    const said = (packet.data ?? {}) as Greeting;
    const greeting = this.tampering.greet?.(said, this) ?? said;
    this.formerSession = greeting.pid;
    return { ...packet, data: Object.keys(greeting).length > 0 ? greeting : undefined };
  }

  private request(packet: Packet, ask: Ask): Packet[] {
    const { id } = packet;
    const arriving = this.tampering.ask?.(ask, this) ?? ask;
    if ('ok' in arriving) {
      if (id !== undefined)
        this.put('client', { type: PacketType.ACK, nsp: packet.nsp, id, data: [arriving] });
      return [];
    }
    if (id !== undefined) this.asks.set(id, ask);
    const { name, payload } = askInPlatformsNumbers(arriving, this.memory.sequences);
    return [{ ...packet, data: [name, ...payload] }];
  }

  private toClient(packet: Packet): Packet[] {
    if (packet.type === PacketType.EVENT) return this.event(packet);
    if (packet.type === PacketType.ACK) return this.reply(packet);
    if (packet.type === PacketType.DISCONNECT) this.hasLeft = true;
    if (packet.type === PacketType.CONNECT) this.connected((packet.data as Greeting).pid ?? '');
    return [packet];
  }

  private connected(session: string): void {
    const { rooms } = this.memory;
    this.session = session;
    this.connectedAt = Date.now();
    this.hasRecovered = session === this.formerSession;
    this.rooms = rooms.get(session) ?? this.rooms;
    rooms.set(session, this.rooms);
    for (const ask of this.early.splice(0)) this.ask(ask);
  }

  private event(packet: Packet): Packet[] {
    const [name, payload, ...offset] = packet.data as [string, OrderStatusEvent, ...unknown[]];
    if (name !== eventName) return [packet];
    const event = { ...payload, sequence: this.memory.sequences.shown(payload.sequence) };
    const arriving = this.tampering.event?.(event, this) ?? [event];
    if (arriving.length === 0) this.offsets.set(event.sequence, offset);
    return arriving.map((each) => ({ ...packet, data: [name, each, ...offset] }));
  }

  private reply(packet: Packet): Packet[] {
    const ask = this.asks.get(packet.id ?? -1);
    if (!ask) return [packet];
    this.asks.delete(packet.id ?? -1);
    const [given] = packet.data as [Reply];
    const counted =
      'sequence' in given
        ? { ...given, sequence: this.memory.sequences.shown(given.sequence) }
        : given;
    const reply = this.tampering.reply ? this.tampering.reply(counted, ask, this) : counted;
    if (reply) this.remember(ask, reply);
    return reply ? [{ ...packet, data: [reply] }] : [];
  }

  private remember({ name }: Ask, reply: Reply): void {
    if (!reply.ok) return;
    if (name === 'subscribe') this.rooms.add(reply.room);
    else this.rooms.delete(reply.room);
  }
}

function request({ name, payload }: Ask): Packet {
  return { type: PacketType.EVENT, nsp: '/', data: [name, ...payload] };
}
