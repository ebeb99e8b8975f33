import type { Agent } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { Mistake } from '../../contract/failure';
import type { Evidence } from '../../evidence/evidence';
import { deadlines } from '../../run/settings/deadlines';
import type { Asking, Connection, Listener, Outcome, Reply } from './connection';
import { socketIoTransports, type SocketIoTransport } from './transports';

/** Which is no order's, so that asking for it changes nothing. */
const nobodysOrder = '00000000-0000-4000-8000-000000000000';

/** A connection over Socket.IO. */
export class SocketIoConnection implements Connection {
  readonly isOpenedByAsking = false;
  readonly isPolling: boolean;
  private readonly socket: Socket;

  /** @param agent makes the connections over TCP, where they go a way of their own */
  constructor(
    baseUrl: string,
    private readonly evidence: Evidence,
    listener: Listener,
    transport: SocketIoTransport,
    agent?: Agent,
  ) {
    const [first] = socketIoTransports[transport];
    this.isPolling = first === 'polling';
    this.socket = io(baseUrl, {
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      transports: [...socketIoTransports[transport]],
      // Whoever opens it gives up sooner, with patience for a machine that is late.
      timeout: 3 * deadlines.connection,
      // An agent is what Node has; the types are a browser's.
      ...(agent && { agent: agent as unknown as string }),
    });
    // Recovery appends the offset to every event: only the first argument is the payload.
    this.socket.on('order:status', (event: unknown) => {
      evidence.message('order:status', event);
      listener.event(event);
    });
    this.socket.on('disconnect', (reason) => listener.lost({ reason }));
  }

  get isOpen(): boolean {
    return this.socket.connected;
  }

  get hasRecovered(): boolean {
    return this.socket.recovered;
  }

  open(): Promise<string | undefined> {
    return new Promise((resolve) => {
      const refused = (error: Error) => resolve(error.message);
      this.socket.once('connect_error', refused).once('connect', () => {
        this.socket.off('connect_error', refused);
        resolve(undefined);
      });
      this.socket.connect();
    });
  }

  ask(asking: Asking, payload: readonly unknown[], answered: (outcome: Outcome) => void): void {
    this.socket.emit(asking, ...payload, (reply: unknown) => {
      this.evidence.message(`answer to ${asking}`, reply, [...payload]);
      answered({ reply: reply as Reply });
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

  send(): never {
    throw new Mistake('Over Socket.IO a client sends no frames of its own.');
  }

  leave(): void {
    this.socket.disconnect();
  }
}
