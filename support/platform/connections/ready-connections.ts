import type { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type { Access } from '../access';

/** Connections opened at the same time: no more than a server has room for in its queue. */
const openedAtOnce = 100;

/**
 * Connections to a platform that are opened beforehand, each for one request: what is sent at the
 * same time is then not held up by the way, nor by both sides agreeing on the encryption.
 */
export class ReadyConnections {
  /** Sends each request over a connection that is ready, as long as there are any. */
  readonly agent: Agent;
  private readonly idle: Socket[] = [];
  private readonly sockets: Socket[] = [];

  constructor(private readonly access: Access) {
    this.agent = access.agentBy(() => this.take());
  }

  /** Opens connections. What cannot be opened is left for the requests to find out. */
  async open(count: number): Promise<void> {
    const first = await this.opened();
    if (!first) return;
    this.idle.push(first);
    // Asking for the address once is enough.
    const address = first.remoteAddress;
    while (this.idle.length < count) {
      const wave = Math.min(openedAtOnce, count - this.idle.length);
      const sockets = await Promise.all(Array.from({ length: wave }, () => this.opened(address)));
      if (sockets.includes(undefined)) return;
      for (const each of sockets) if (each) this.idle.push(each);
    }
  }

  /** One that is ready and still open, or else a new one. @throws Error where there is none */
  async take(): Promise<Socket> {
    let socket = this.idle.pop();
    while (socket && !socket.writable) socket = this.idle.pop();
    return socket ?? (await this.connect());
  }

  /** Closes every connection. Not done before: it would cost time while others are measured. */
  close(): void {
    for (const each of this.sockets.splice(0)) each.destroy();
  }

  private async connect(host?: string): Promise<Socket> {
    const socket = await this.access.connect(host);
    socket.on('error', () => undefined); // whoever uses it is told as well
    this.sockets.push(socket);
    return socket;
  }

  /** A connection that can be written to, or undefined if that is never. */
  private opened(host?: string): Promise<Socket | undefined> {
    return this.connect(host).catch(() => undefined);
  }
}
