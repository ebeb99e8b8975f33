import type { Agent } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connected, type Access } from '../access';

/** A client's end of a connection, and the platform's. */
interface Line {
  client: Socket;
  platform: Socket;
  /** Whether the client gets nothing any more. */
  isStalled?: boolean;
}

/**
 * The network between a client and the platform, which can fail as networks do: a proxy for TCP
 * on this machine. Everything passes it as it is.
 */
export class Network {
  /** Has a client's connections pass this network, whatever address it asks for. */
  readonly agent: Agent;
  private isFrozen = false;
  private readonly lines = new Set<Line>();
  /** The platform's ends of what is frozen. */
  private readonly frozen = new Set<Socket>();

  /** A network that leads to a platform. */
  static async to(access: Access): Promise<Network> {
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', () => resolve());
    });
    const network = new Network(server, access);
    server.on('connection', (client) => {
      if (network.isFrozen) return client.destroy();
      client.pause().on('error', () => client.destroy());
      access.tcp().then(
        (platform) => network.join(client, platform),
        () => client.resetAndDestroy(),
      );
      return undefined;
    });
    return network;
  }

  private constructor(
    private readonly server: Server,
    access: Access,
  ) {
    const { port } = server.address() as AddressInfo;
    this.agent = access.agentBy(() =>
      connected(connect({ host: '127.0.0.1', port, noDelay: true })),
    );
  }

  private join(client: Socket, platform: Socket): void {
    if (this.isFrozen || client.destroyed) {
      client.destroy();
      platform.destroy();
      return;
    }
    const line: Line = { client, platform };
    this.lines.add(line);
    client.pipe(platform).pipe(client);
    for (const [one, other] of [
      [client, platform],
      [platform, client],
    ] as const) {
      one.on('error', () => one.destroy());
      one.on('close', () => {
        if (!this.lines.delete(line)) return;
        if (one.errored) other.resetAndDestroy();
        else if (line.isStalled) other.destroy();
        else other.end();
      });
    }
  }

  /**
   * Every connection that there is freezes for ever: the client loses it, and the platform is told
   * nothing of that. There is no other until it thaws.
   */
  freeze(): void {
    this.isFrozen = true;
    for (const line of this.lines) {
      const { client, platform } = line;
      this.lines.delete(line);
      client.unpipe(platform);
      platform.unpipe(client).pause();
      client.destroy();
      this.frozen.add(platform);
    }
  }

  /** New connections pass again. */
  thaw(): void {
    this.isFrozen = false;
  }

  /** Nothing that the platform sends arrives any more over the connections that there are. */
  stall(): void {
    for (const line of this.lines) {
      line.isStalled = true;
      line.platform.unpipe(line.client).pause();
    }
  }

  /** Lets nobody in any more. Who is connected may say goodbye. */
  close(): void {
    this.server.close();
    for (const { client, isStalled } of this.lines) if (isStalled) client.destroy();
    for (const each of this.frozen) each.destroy();
  }
}
