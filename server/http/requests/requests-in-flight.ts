import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Knows the requests that have not been answered yet: how many, and when there are none any more. */
export class RequestsInFlight {
  private readonly responses = new Set<ServerResponse>();
  private readonly bySocket = new WeakMap<Socket, Set<ServerResponse>>();
  private drained?: () => void;

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
    if (this.drained) res.setHeader('Connection', 'close');
    res.once('close', () => {
      ofSocket.delete(res);
      this.delete(res);
    });
  }

  /** From now on each answer is the last of its connection. Resolves when all are answered. */
  drain(): Promise<void> {
    for (const res of this.responses) if (!res.headersSent) res.setHeader('Connection', 'close');
    return new Promise((resolve) => {
      this.drained = resolve;
      if (this.responses.size === 0) resolve();
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
    if (this.responses.size === 0) this.drained?.();
  }
}
