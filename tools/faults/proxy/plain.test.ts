import http, { type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { WebSocket, WebSocketServer } from 'ws';
import type { OrderStatusEvent } from '../../../support/contract/types';
import type { Goodbye, Line } from '../fault';
import { executed } from '../tools';
import { behindProxies } from './test-support';

const orderId = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';
const event = (sequence: number): OrderStatusEvent => ({
  ...{ sequence, orderId, orderStatus: 'PENDING', symbol: 'EURUSD', side: 'BUY', quantity: 1000.5 },
  occurredAt: '2026-01-31T12:00:00.000Z',
});
const frame = (sequence: number) => ({ type: 'order:status', ...event(sequence) });
const confirmed = (sequence = 0) => ({ type: 'subscribed', room: 'orders', epoch: 'e', sequence });
const unknown = '{"type":"about:blank","title":"Unknown order","status":404}';

describe('the proxy, over plain WebSocket', () => {
  let platform: FeedPlatform;
  const { endings, proxied } = behindProxies(() => (platform = new FeedPlatform()));

  function client(url: string, path = '/ws', headers: Record<string, string> = {}) {
    const socket = new WebSocket(url.replace('http', 'ws') + path, { autoPong: false, headers });
    const seen = {
      ...{ socket, frames: [] as unknown[], pings: [] as string[], pongs: [] as string[] },
      ...{ goodbye: undefined as Goodbye | undefined, refusal: undefined as Refusal | undefined },
    };
    socket.on('message', (data: Buffer) => seen.frames.push(JSON.parse(data.toString())));
    socket.on('ping', (data: Buffer) => seen.pings.push(data.toString()));
    socket.on('pong', (data: Buffer) => seen.pongs.push(data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => (seen.goodbye = { code, reason: reason.toString() }));
    socket.on('unexpected-response', (_, response) => {
      void refusalIn(response).then((refusal) => (seen.refusal = refusal));
    });
    endings.push(() => socket.terminate());
    return seen;
  }

  async function subscriber(url: string, path?: string) {
    const made = client(url, path);
    await until(() => made.frames.length > 0);
    return made;
  }

  describe('without a fault', () => {
    it('passes on what is asked and what is announced', async () => {
      const { url, proxy } = await proxied();
      const { frames } = await subscriber(url, '/ws?orderId=%31&since=03&epoch=e');
      expect(platform.asked).to.deep.equal(['/ws?orderId=%31&since=03&epoch=e']);
      platform.announce(1);
      await until(() => frames.length === 2);
      expect(frames).to.deep.equal([confirmed(), frame(1)]);
      expect(proxy.troubles).to.deep.equal([]);
    });

    it('passes on what it does not understand', async () => {
      const { url, proxy } = await proxied();
      const { frames } = await subscriber(url);
      platform.say('7');
      platform.say('{"type":"news"}');
      await until(() => frames.length === 3);
      expect(frames.slice(1)).to.deep.equal([7, { type: 'news' }]);
      expect(proxy.troubles).to.deep.equal([]);
    });

    it('passes on a refusal before the upgrade, with its document', async () => {
      const { url } = await proxied();
      const made = client(url, '/ws?orderId=unknown');
      await until(() => made.refusal !== undefined);
      expect(made.refusal).to.deep.equal({
        ...{ status: 404, type: 'application/problem+json', text: unknown },
      });
    });

    it('passes on as a request what only looks like a handshake', async () => {
      const { url } = await proxied();
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      const lines = ['GET /ws HTTP/1.1', 'Host: x', 'Connection: upgrade, close'];
      socket.write(`${[...lines, 'Upgrade: websocket'].join('\r\n')}\r\n\r\n`);
      let text = '';
      for await (const chunk of socket) text += String(chunk);
      expect(text).to.match(/^HTTP\/1.1 426 /);
    });

    it('passes on what a client says, of any length', async () => {
      const { url } = await proxied();
      const { socket } = await subscriber(url);
      for (const text of ['hello', 'x'.repeat(100_000)]) socket.send(text);
      await until(() => platform.heard.length === 2);
      expect(platform.heard).to.deep.equal([5, 100_000]);
    });

    it('leaves pings to the two ends, and pongs behind what was sent before', async () => {
      const { url } = await proxied();
      const { socket, frames, pongs, pings } = await subscriber(url);
      platform.autoPong = false;
      socket.ping('fence');
      await until(() => platform.pings.length === 1);
      expect(pongs, 'before the platform answers').to.deep.equal([]);
      platform.announce(1);
      platform.pong('fence');
      await until(() => pongs.length === 1);
      expect(pongs).to.deep.equal(['fence']);
      expect(frames).to.have.length(2);
      platform.ping('there?');
      await until(() => pings.length === 1);
      expect(pings).to.deep.equal(['there?']);
      socket.pong('there?');
      await until(() => platform.pongs.length === 1);
      expect(platform.pongs).to.deep.equal(['there?']);
    });

    it("passes on the platform's goodbye, with its code and reason", async () => {
      const { url } = await proxied();
      const made = await subscriber(url);
      platform.leave(1001, 'closing time');
      await until(() => made.goodbye !== undefined);
      expect(made.goodbye).to.deep.equal({ code: 1001, reason: 'closing time' });
    });

    it("passes on a client's goodbye, and its loss", async () => {
      const { url } = await proxied();
      const [first, second] = [await subscriber(url), await subscriber(url)];
      first.socket.close(4000, 'enough');
      await until(() => platform.goodbyes.length === 1);
      second.socket.terminate();
      await until(() => platform.goodbyes.length === 2);
      expect(platform.goodbyes[0]).to.deep.equal({ code: 4000, reason: 'enough' });
      expect(platform.goodbyes[1]?.code).to.equal(1006);
    });

    it('breaks a connection that the platform breaks', async () => {
      const { url } = await proxied();
      const made = await subscriber(url);
      platform.cut();
      await until(() => made.goodbye !== undefined);
      expect(made.goodbye?.code).to.equal(1006);
    });
  });

  describe('with a fault', () => {
    it('loses, doubles and changes events', async () => {
      const { url } = await proxied(() => ({
        event: (each) => [[], [each, each], [{ ...each, quantity: 1 }]][each.sequence - 1] ?? [],
      }));
      const { frames } = await subscriber(url);
      for (const sequence of [1, 2, 3]) platform.announce(sequence);
      await until(() => frames.length === 4);
      expect(frames.slice(1)).to.deep.equal([frame(2), frame(2), { ...frame(3), quantity: 1 }]);
    });

    it('has events arrive later, and behind what is passing', async () => {
      const { url } = await proxied(() => ({
        event: (each, to) => {
          if (each.sequence === 1) to.tell(event(7));
          else setTimeout(() => to.tell(each), 20);
          return each.sequence === 1 ? [each] : [];
        },
      }));
      const { frames } = await subscriber(url);
      platform.announce(1);
      platform.announce(2);
      await until(() => frames.length === 4);
      expect(frames.slice(1)).to.deep.equal([frame(1), frame(7), frame(2)]);
    });

    it("answers the platform's pings in a client's name", async () => {
      const { url } = await proxied(() => ({ answersPings: () => true }));
      const { pings } = await subscriber(url);
      platform.ping('there?');
      await until(() => platform.pongs.length === 1);
      expect(platform.pongs).to.deep.equal(['there?']);
      expect(pings).to.deep.equal([]);
    });

    it('follows all that is announced, whoever is connected', async () => {
      const followed: unknown[] = [];
      await proxied((line) => {
        line.follow({
          begins: (sequence) => followed.push(sequence),
          event: (each) => followed.push(each),
        });
        return {};
      });
      await until(() => followed.length === 1);
      platform.announce(1);
      await until(() => followed.length === 2);
      expect(followed).to.deep.equal([0, event(1)]);
    });

    it('changes what is asked for', async () => {
      const asked: unknown[] = [];
      const { url } = await proxied(() => ({
        ask: (ask) => {
          asked.push(ask);
          return { ...ask, payload: [{ orderId, since: { epoch: 'x y', sequence: 5 } }] };
        },
      }));
      await subscriber(url);
      await subscriber(url, '/ws?orderId=1&since=2&epoch=e');
      const all = { name: 'subscribe', payload: [] };
      const since = { epoch: 'e', sequence: 2 };
      expect(asked).to.deep.equal([all, { ...all, payload: [{ orderId: '1', since }] }]);
      const changed = `/ws?orderId=${orderId}&since=5&epoch=x+y`;
      expect(platform.asked).to.deep.equal([changed, changed]);
    });

    it("answers in the platform's place, either way", async () => {
      const { url } = await proxied(() => ({
        ask: ({ payload }) =>
          payload.length > 0
            ? { ok: false, error: 'nobody home' }
            : { ok: true, room: 'orders', epoch: 'mine', sequence: 7 },
      }));
      const { frames } = await subscriber(url);
      expect(frames).to.deep.equal([{ ...confirmed(7), epoch: 'mine' }]);
      const made = client(url, '/ws?orderId=1');
      await until(() => made.refusal !== undefined);
      expect(made.refusal).to.include({ status: 400, type: 'application/problem+json' });
      expect(platform.asked).to.deep.equal([]);
    });

    it('tells a page in a browser from other clients', async () => {
      const { url } = await proxied(() => ({
        ask: (ask) => (ask.origin === undefined ? ask : { ok: false, error: ask.origin }),
      }));
      await subscriber(url);
      const made = client(url, '/ws', { origin: 'https://desk.example' });
      await until(() => made.refusal !== undefined);
      expect(made.refusal?.text).to.include('https://desk.example');
    });

    it('changes the first frame, in the terms of an answer', async () => {
      const { url } = await proxied(() => ({ reply: (reply) => ({ ...reply, room: 'another' }) }));
      expect((await subscriber(url)).frames).to.deep.equal([{ ...confirmed(), room: 'another' }]);
    });

    it('changes frames, and which come', async () => {
      const { url } = await proxied(() => ({
        frame: ({ type, ...rest }) => (type === 'subscribed' ? [{ early: true }, rest] : [rest]),
      }));
      const { frames } = await subscriber(url);
      platform.announce(1);
      await until(() => frames.length === 3);
      const first = { room: 'orders', epoch: 'e', sequence: 0 };
      expect(frames).to.deep.equal([{ early: true }, first, event(1)]);
    });

    it('asks in the name of a client, who gets each event once', async () => {
      const { url } = await proxied(() => ({
        reply: (reply, _ask, to) => (to.ask({ name: 'subscribe', payload: [] }), reply),
      }));
      const { frames, socket } = await subscriber(url, '/ws?orderId=1');
      await until(() => platform.clients === 2);
      platform.announce(1);
      platform.announce(2);
      await until(() => frames.length === 3);
      expect(frames.slice(1)).to.deep.equal([frame(1), frame(2)]);
      socket.close();
      await until(() => platform.clients === 0);
    });

    it('takes in whom the platform refuses, or refuses after the upgrade', async () => {
      const { url } = await proxied(() => ({
        refusal: (_refusal, { payload: [asked] }) =>
          (asked as { since?: string }).since
            ? { code: 1008, reason: 'no such order' }
            : { ok: true, room: 'orders', epoch: 'e', sequence: 0 },
      }));
      expect((await subscriber(url, '/ws?orderId=unknown')).frames).to.deep.equal([confirmed()]);
      const made = client(url, '/ws?orderId=unknown&since=1');
      await until(() => made.goodbye !== undefined);
      expect(made.goodbye).to.deep.equal({ code: 1008, reason: 'no such order' });
      expect(made.refusal).to.equal(undefined);
    });

    it('hears what a client says, and can break off', async () => {
      const { url } = await proxied(() => ({ said: (bytes, by) => bytes < 10 && by.cut() }));
      const made = await subscriber(url);
      made.socket.send('x'.repeat(10));
      await until(() => platform.heard.length === 1);
      made.socket.send('hello');
      await until(() => made.goodbye !== undefined);
      expect(made.goodbye?.code).to.equal(1006);
    });

    it('changes a goodbye, or swallows it', async () => {
      const { url } = await proxied(() => ({
        goodbye: ({ code }) => (code === 1001 ? undefined : { code: 1000, reason: 'bye' }),
      }));
      for (const [code, seen] of [
        [1001, 1006],
        [1009, 1000],
      ]) {
        const made = await subscriber(url);
        platform.leave(code, '');
        await until(() => made.goodbye !== undefined);
        expect(made.goodbye?.code).to.equal(seen);
      }
    });

    it('tells whether a client has left or was lost, and over what it was connected', async () => {
      const gone: unknown[] = [];
      const { url } = await proxied(() => ({
        gone: ({ over, rooms }, cleanly) => gone.push([over, [...rooms], cleanly]),
      }));
      const [first, second] = [await subscriber(url), await subscriber(url)];
      first.socket.close();
      await until(() => gone.length === 1);
      second.socket.terminate();
      await until(() => gone.length === 2);
      expect(gone).to.deep.equal([
        ['plain WebSocket', ['orders'], true],
        ['plain WebSocket', ['orders'], false],
      ]);
    });

    it('announces what never happened, counts it in, and knows what is meant by a number', async () => {
      let line: Line | undefined;
      const { url } = await proxied((given) => ((line = given), {}));
      const { frames } = await subscriber(url);
      platform.announce(1);
      await until(() => frames.length === 2);
      line?.announce(executed(event(1)));
      platform.announce(2);
      await until(() => frames.length === 4);
      const sequences = (frames as { sequence: number }[]).map(({ sequence }) => sequence);
      expect(sequences).to.deep.equal([0, 1, 2, 3]);
      const late = await subscriber(url, '/ws?since=3&epoch=e');
      expect(platform.asked.at(-1)).to.equal('/ws?since=2&epoch=e');
      expect(late.frames).to.deep.equal([confirmed(3)]);
      for (const nonsense of ['since=1e3&epoch=e', 'since=9&since=8&epoch=e', 'since=9']) {
        await subscriber(url, `/ws?${nonsense}`);
        expect(platform.asked.at(-1)).to.equal(`/ws?${nonsense}`);
      }
    });

    it('has the platform replay what was missed', async () => {
      let line: Line | undefined;
      await proxied((given) => ((line = given), {}));
      platform.replays = [1, 2];
      expect(await line?.replay({ epoch: 'e', sequence: 0 })).to.deep.equal([event(1), event(2)]);
      platform.replays = [];
      expect(await line?.replay({ epoch: 'e', sequence: 2 })).to.deep.equal([]);
      expect(platform.asked).to.deep.equal(['/ws?since=0&epoch=e', '/ws?since=2&epoch=e']);
    });

    it('waits until a client has read', async () => {
      let line: Line | undefined;
      const { url, proxy } = await proxied((given) => ((line = given), {}));
      const { pings, socket } = await subscriber(url);
      let hasRead = false;
      const [to] = line!.clients;
      void to.hasRead().then(() => (hasRead = true));
      await until(() => pings.length === 1);
      expect(hasRead).to.equal(false);
      socket.pong(pings[0]);
      await until(() => hasRead);
      expect(platform.pongs, "the platform's own").to.deep.equal([]);
      const gone = to.hasRead();
      socket.terminate();
      await gone;
      expect(proxy.troubles).to.deep.equal([]);
    });

    it('owns up to an error of the fault itself', async () => {
      const wrong = (what: string) => () => {
        throw new Error(what);
      };
      const { url, proxy } = await proxied(() => ({
        event: wrong('an event'),
        said: wrong('a word'),
        goodbye: wrong('a goodbye'),
      }));
      const { socket } = await subscriber(url);
      platform.announce(1);
      await until(() => proxy.troubles.length === 1);
      socket.send('x');
      await until(() => proxy.troubles.length === 2);
      platform.leave(1001, '');
      await until(() => proxy.troubles.length === 3);
      const troubles = proxy.troubles.join();
      for (const each of ['an event', 'a word', 'a goodbye']) expect(troubles).to.include(each);
    });
  });
});

interface Refusal {
  status: number | undefined;
  type: string | undefined;
  text: string;
}

async function refusalIn(response: IncomingMessage): Promise<Refusal> {
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, type: response.headers['content-type'], text };
}

async function until(isMet: () => boolean): Promise<void> {
  const end = performance.now() + 5_000;
  while (!isMet()) {
    if (performance.now() > end) throw new Error(`never: ${isMet.toString()}`);
    await pause(2);
  }
}

/** Enough of a platform to see what passes over plain WebSocket. */
class FeedPlatform {
  readonly asked: string[] = [];
  readonly heard: number[] = [];
  readonly pings: string[] = [];
  readonly pongs: string[] = [];
  readonly goodbyes: Goodbye[] = [];
  autoPong = true;
  /** What whoever comes next has missed. */
  replays: number[] = [];
  private sequence = 0;
  private readonly server = http.createServer((_req, res) => res.writeHead(426).end());
  private readonly feed = new WebSocketServer({ noServer: true, autoPong: false });

  constructor() {
    this.server.on('upgrade', (req: IncomingMessage, socket, head) => {
      const { url = '' } = req;
      if (url.includes('unknown')) {
        const type = 'content-type: application/problem+json';
        return socket.end(`HTTP/1.1 404 No\r\n${type}\r\nconnection: close\r\n\r\n${unknown}`);
      }
      this.asked.push(url);
      this.feed.handleUpgrade(req, socket, head, (client) => this.serve(client));
    });
  }

  private serve(client: WebSocket): void {
    const { replays, sequence } = this;
    const missed = replays.length > 0 ? { replayed: replays.length, complete: true } : {};
    client.send(JSON.stringify({ ...confirmed(sequence), ...missed }));
    for (const each of replays) client.send(JSON.stringify(frame(each)));
    client.on('message', (data: Buffer) => this.heard.push(data.length));
    client.on('ping', (data: Buffer) => {
      this.pings.push(data.toString());
      if (this.autoPong) client.pong(data);
    });
    client.on('pong', (data: Buffer) => this.pongs.push(data.toString()));
    client.on('close', (code, reason) => this.goodbyes.push({ code, reason: reason.toString() }));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get clients(): number {
    return this.feed.clients.size;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  announce(sequence: number): void {
    this.sequence = sequence;
    this.say(JSON.stringify(frame(sequence)));
  }

  say(text: string): void {
    for (const each of this.feed.clients) each.send(text);
  }

  ping(data: string): void {
    for (const each of this.feed.clients) each.ping(data);
  }

  pong(data: string): void {
    for (const each of this.feed.clients) each.pong(data);
  }

  leave(code: number, reason: string): void {
    for (const each of this.feed.clients) each.close(code, reason);
  }

  cut(): void {
    for (const each of this.feed.clients) each.terminate();
  }
}
