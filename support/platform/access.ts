import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { plainDescription, type PlatformDescription } from '../run/settings/platform/description';
import { platformUnderTest } from '../run/settings/platform/platform-under-test';
import { proxyFor } from './proxy';
import { throughProxy } from './tunnel';

/** Opens connections over TCP that lead to a platform, by whatever way. */
export type Way = () => Promise<net.Socket>;

/**
 * How a platform is reached: where it is, what every request says besides, whom to trust, and the
 * way there. Everything that speaks to a platform speaks through this.
 */
export class Access {
  readonly url: URL;
  private ownTls: tls.ConnectionOptions | undefined;
  private ownAgent: http.Agent | undefined;
  private keepingAgent: http.Agent | undefined;

  /** @param baseUrl without a slash at its end */
  constructor(
    readonly baseUrl: string,
    readonly description: PlatformDescription = plainDescription(baseUrl),
  ) {
    this.url = new URL(baseUrl);
  }

  /** The platform that the run is about. */
  static underTest(baseUrl: string): Access {
    return new Access(baseUrl, platformUnderTest());
  }

  /** What every request says besides its own headers. */
  get headers(): Readonly<Record<string, string>> {
    return this.description.headers;
  }

  get isEncrypted(): boolean {
    return this.url.protocol === 'https:';
  }

  get port(): number {
    return Number(this.url.port || (this.isEncrypted ? 443 : 80));
  }

  /** The name or number of the host, as node:net takes it. */
  get host(): string {
    return this.url.hostname.replace(/^\[|\]$/g, '');
  }

  /** The path below which it answers; empty, or without a slash at its end. */
  get prefix(): string {
    return this.url.pathname.replace(/\/+$/, '');
  }

  /** The address of a path of the contract's. */
  urlOf(path: string): string {
    return this.baseUrl + path;
  }

  /**
   * The path of the contract's that an address leads to.
   * @param reference resolved against the address of `from` (RFC 3986, section 5)
   * @returns undefined where it leads away from the platform
   */
  pathOf(reference: string, from = '/'): string | undefined {
    const base = this.urlOf(from);
    if (!URL.canParse(reference, base)) return undefined;
    const { origin, pathname, search } = new URL(reference, base);
    if (origin !== this.url.origin || !`${pathname}/`.startsWith(`${this.prefix}/`))
      return undefined;
    return (pathname.slice(this.prefix.length) || '/') + search;
  }

  /**
   * Makes connections for HTTP and its kin. None is kept: one that the platform closes as it is
   * used again would look like a fault.
   */
  get agent(): http.Agent {
    return (this.ownAgent ??= this.agentBy());
  }

  /** The same for whoever sends one request after the other, as HTTP polling does. */
  get agentThatKeeps(): http.Agent {
    return (this.keepingAgent ??= this.agentBy(undefined, true));
  }

  /** The same by a way of one's own. */
  agentBy(way?: Way, keepAlive = false): http.Agent {
    const agent = this.isEncrypted
      ? new https.Agent({ keepAlive, ...this.tls })
      : new http.Agent({ keepAlive });
    const open = way ?? (this.proxy && (() => this.tcp()));
    if (open !== undefined)
      agent.createConnection = (_, done) => {
        open().then(
          (socket) => done?.(null, this.secured(socket)),
          (error: Error) => done?.(error, undefined as never),
        );
        return undefined;
      };
    return agent;
  }

  /**
   * A connection as it is without encryption, through the proxy where there is one.
   * @param host the number of the host, where its name has been looked up already; a proxy does that
   */
  async tcp(host = this.host): Promise<net.Socket> {
    const { port, proxy } = this;
    if (proxy !== undefined) return throughProxy(proxy, this.host, port);
    return connected(net.connect({ host, port, noDelay: true }));
  }

  /**
   * A connection that can be spoken on, over TLS where the address says so.
   * @param host as for {@link tcp}
   * @throws Error where there is none
   */
  async connect(host?: string): Promise<net.Socket> {
    const socket = this.secured(await this.tcp(host));
    return socket instanceof tls.TLSSocket ? connected(socket) : socket;
  }

  /** Puts TLS over a connection where the address says so. */
  secured(socket: net.Socket): net.Socket {
    if (!this.isEncrypted || socket instanceof tls.TLSSocket) return socket;
    const servername = net.isIP(this.host) === 0 ? this.host : '';
    return tls.connect({ ...this.tls, socket, servername, host: this.host });
  }

  /** Made once: to read all whom to trust takes longer than all the rest of a connection. */
  private get tls(): tls.ConnectionOptions {
    if (this.ownTls) return this.ownTls;
    const { ca, rejectUnauthorized = true, ...own } = this.description.tls;
    const trusted = { ...(ca && { ca: [...tls.rootCertificates, ...ca] }) };
    const secureContext = tls.createSecureContext({ ...own, ...trusted });
    return (this.ownTls = { secureContext, rejectUnauthorized });
  }

  private get proxy() {
    return proxyFor(this.url, this.description.proxy);
  }
}

/** @throws the error of a connection that is never there */
export function connected<Kind extends net.Socket>(socket: Kind): Promise<Kind> {
  const event = socket instanceof tls.TLSSocket ? 'secureConnect' : 'connect';
  return new Promise((resolve, reject) => {
    socket.once('error', reject).once(event, () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
