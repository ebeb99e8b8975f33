import type { Agent } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { Mistake } from '../../contract/failure';
import { harmlessEvent } from '../../contract/json';
import { inOneCase } from '../../contract/identifiers';
import type { Evidence } from '../../evidence/evidence';
import type { Access } from '../access';
import type { Asking, Connection, Listener, Outcome, Reply, Unopened } from './connection';
import { flood, handed, Intake } from './intake';
import { socketIoOptions } from './socket-io-options';
import { socketIoTransports, type SocketIoTransport } from './transports';

/** Which is no order's, so that asking for it changes nothing. */
const nobodysOrder = '00000000-0000-4000-8000-000000000000';

/** A connection over Socket.IO. */
export class SocketIoConnection implements Connection {
  readonly isOpenedByAsking = false;
  readonly isPolling: boolean;
  private readonly socket: Socket;
  private readonly intake = new Intake();

  /** @param agent makes the connections over TCP, where they go a way of their own */
  constructor(
    access: Access,
    private readonly evidence: Evidence,
    listener: Listener,
    transport: SocketIoTransport,
    agent?: Agent,
  ) {
    const [first] = socketIoTransports[transport];
    this.isPolling = first === 'polling';
    this.socket = io(access.url.origin, {
      ...socketIoOptions(access, socketIoTransports[transport], agent),
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      timeout: false as never, // whoever connects sets the deadline, which the types do not know
    });
    // Recovery appends the offset to every event: only the first argument is the payload.
    this.socket.on('order:status', (received: unknown) => {
      if (this.intake.isFull()) return this.flooded();
      const event = harmlessEvent(received);
      evidence.message('order:status', event);
      return handed(evidence, () => listener.event(inOneCase(event)));
    });
    this.socket.on('disconnect', (reason) => listener.lost({ reason }));
  }

  get isOpen(): boolean {
    return this.socket.connected;
  }

  get hasRecovered(): boolean {
    return this.socket.recovered;
  }

  open(): Promise<Unopened | undefined> {
    return new Promise((resolve) => {
      const refused = (error: Error) => resolve(unopenedBy(error));
      this.socket.once('connect_error', refused).once('connect', () => {
        this.socket.off('connect_error', refused);
        resolve(undefined);
      });
      this.socket.connect();
    });
  }

  ask(asking: Asking, payload: readonly unknown[], answered: (outcome: Outcome) => void): void {
    this.socket.emit(asking, ...payload, (answer: unknown) => {
      const reply = harmlessEvent(answer);
      this.evidence.message(`answer to ${asking}`, reply, [...payload]);
      handed(this.evidence, () => answered({ reply: inOneCase(reply as Reply) }));
    });
  }

  askUnanswered(payload: readonly unknown[]): void {
    this.socket.emit('subscribe', ...payload);
  }

  /** An answer travels behind what was sent before it. */
  roundTrip(arrived: () => void): void {
    const payload = { orderId: nobodysOrder };
    this.ask('unsubscribe', [payload], arrived);
  }

  async lose(): Promise<void> {
    const lost = new Promise<void>((resolve) => this.socket.once('disconnect', () => resolve()));
    this.socket.io.engine.close();
    await lost;
  }

  /** Says by recovery's own means that it has had another event than its last; opens it by that. */
  pretend(offset: (last: string) => string): void {
    const kept = this.socket as unknown as { _lastOffset?: string };
    kept._lastOffset = offset(kept._lastOffset ?? '');
  }

  send(): never {
    throw new Mistake('Over Socket.IO a client sends no frames of its own.');
  }

  private flooded(): void {
    this.evidence.broke(flood('order:status'));
    this.leave();
  }

  leave(): void {
    this.socket.disconnect();
  }
}

/**
 * Why Engine.IO's client could not open it: a handshake that was answered with something else has a
 * status, which over WebSocket stands in the words of `ws`; what is no trouble of the transport was
 * said by the platform.
 */
function unopenedBy(error: Error & { type?: string; description?: unknown }): Unopened {
  const { type, description, message } = error;
  if (type !== 'TransportError') return { reason: message, isAnswered: true };
  const said =
    typeof description === 'number'
      ? `status ${description}`
      : ((description as Error | undefined)?.message ?? '');
  const isAnswered = /^status [1-9]|^Unexpected server response/.test(said);
  return { reason: `${message}, ${said}`, isAnswered };
}
