import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Knows the requests that have not been answered yet: how many, and when there are none any more. */
export class RequestsInFlight {
  private readonly responses = new Set<ServerResponse>();
  private readonly bySocket = new WeakMap<Socket, Set<ServerResponse>>();
  private readonly waiting = new Set<() => void>();
  private isDraining = false;

  get count(): number {
    return this.responses.size;
  }

  /** Whether something that was asked over a connection has not been answered yet. */
  isWaiting(socket: Socket): boolean {
    return (this.bySocket.get(socket)?.size ?? 0) > 0;
  }

  add(res: ServerResponse): void {
    const ofSocket = this.ofSocket(res.req.socket);
    this.responses.add(res);
    ofSocket.add(res);
    if (this.isDraining) res.setHeader('Connection', 'close');
    res.once('close', () => {
      ofSocket.delete(res);
      this.delete(res);
    });
  }

  /** From now on each answer is the last of its connection. Resolves when all are answered. */
  async drain(): Promise<void> {
    this.isDraining = true;
    for (const res of this.responses) if (!res.headersSent) res.setHeader('Connection', 'close');
    await this.until(() => this.responses.size === 0);
  }

  /** Resolves when each request that has come to its end is answered; others may never do so. */
  async wholeAnswered(): Promise<void> {
    await this.until(() => ![...this.responses].some(({ req }) => req.complete));
  }

  private until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!isSo()) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  /** Where a client has gone, Node closes only the first of the answers that wait for their turn. */
  private ofSocket(socket: Socket): Set<ServerResponse> {
    const known = this.bySocket.get(socket);
    if (known) return known;
    const responses = new Set<ServerResponse>();
    this.bySocket.set(socket, responses);
    socket.once('close', () => responses.forEach((res) => this.delete(res)));
    return responses;
  }

  private delete(res: ServerResponse): void {
    this.responses.delete(res);
    for (const look of this.waiting) look();
  }
}
