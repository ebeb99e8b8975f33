import { EventEmitter } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { NodeXHR } from 'engine.io-client';
import { Allowance, TooMuch } from '../allowance';

/** What a poll brings at most: 10 000 events that were missed, and as much again. */
const most = { bytes: 8 * 1024 * 1024, packets: 25_000 };

interface Asked {
  method?: string;
  data?: string;
}

/**
 * HTTP polling for Socket.IO's client, which by itself takes whatever comes, follows redirects
 * anywhere, with all that says who asks, and falls over one that leads nowhere.
 */
export class BoundedPolling extends NodeXHR {
  override request(asked: Asked = {}): ReturnType<NodeXHR['request']> {
    const poll: unknown = new Poll(this.uri(), asked, this.opts as http.RequestOptions);
    return poll as ReturnType<NodeXHR['request']>;
  }
}

class Poll extends EventEmitter {
  private readonly outgoing: http.ClientRequest;

  constructor(
    uri: string,
    { method = 'GET', data }: Asked,
    { agent, ...opts }: http.RequestOptions & { extraHeaders?: http.OutgoingHttpHeaders },
  ) {
    super();
    const { request } = uri.startsWith('https:') ? https : http;
    const type = method === 'POST' && { 'Content-Type': 'text/plain;charset=UTF-8' };
    this.outgoing = request(uri, {
      ...{ method, agent, headers: { ...opts.extraHeaders, ...type, Accept: '*/*' } },
    })
      .on('response', (response) => void this.take(response))
      .on('error', (error) => this.fail(0, error));
    this.outgoing.end(data);
  }

  abort(): void {
    this.removeAllListeners();
    this.outgoing.destroy();
  }

  private async take(response: http.IncomingMessage): Promise<void> {
    const { statusCode = 0 } = response;
    try {
      const text = await new Allowance(most.bytes).textOf(response);
      if (statusCode !== 200) return this.fail(statusCode, text);
      if (text.split('\x1e', most.packets + 1).length > most.packets)
        throw new TooMuch(`a poll of more than ${most.packets} packets`);
      this.emit('data', text);
      this.emit('success');
    } catch (error) {
      this.outgoing.destroy();
      this.fail(statusCode, error);
    }
    return undefined;
  }

  /** Whoever listens may have gone meanwhile. */
  private fail(status: number, context: unknown): void {
    if (this.listenerCount('error') > 0) this.emit('error', status, context);
  }
}
