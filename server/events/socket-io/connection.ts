import type { Socket } from 'socket.io';
import type { OrderStatusEvent } from '../../contract/types';
import type { Connection } from '../feed';
import { breakOff, packetsWaiting } from './internals';

/** The room of those who get nothing of the others for a while. */
export const PAUSED = 'paused';

/** Packets; some 250 kB of events. */
const MOST_WAITING = 1000;

/** Try again later, a WebSocket close code of IANA's registry. */
const TRY_AGAIN_LATER = 1013;

/** A client of Socket.IO, as its feed needs it; only the rooms are Socket.IO's own. */
export class SocketIoConnection implements Connection {
  /** @param gone called when the client is let go, with the reason */
  constructor(
    private readonly client: Socket,
    private readonly gone: (reason: string) => void,
  ) {}

  join(room: string): void {
    void this.client.join(room);
  }

  leave(room: string): void {
    void this.client.leave(room);
  }

  pause(): void {
    this.join(PAUSED);
  }

  resume(): void {
    this.leave(PAUSED);
  }

  send(events: readonly OrderStatusEvent[], offsetOf: (event: OrderStatusEvent) => string): void {
    for (const event of events) {
      // Encoded as the Socket.IO protocol has it, version 5: the client's own `emit` costs thrice.
      const packet = JSON.stringify(['order:status', event, offsetOf(event)]);
      this.client.conn.write(`2${packet}`);
    }
  }

  whenLeft(left: () => void): void {
    if (packetsWaiting(this.client) === 0) setImmediate(left);
    else this.client.conn.once('drain', left);
  }

  get isBehind(): boolean {
    return packetsWaiting(this.client) > MOST_WAITING;
  }

  letGo(reason: string): void {
    this.gone(reason);
    breakOff(this.client, TRY_AGAIN_LATER, reason);
  }
}
