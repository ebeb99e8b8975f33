import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import { pageScript } from '../../test-support';

/** Stands in for Socket.IO's client. */
class FakeSocket extends EventEmitter {
  connected = false;
  recovered = false;
  active = true;
  readonly sent: string[] = [];
  connect = () => undefined;
  timeout = () => ({
    emitWithAck: (name: string) => {
      this.sent.push(name);
      return Promise.resolve({ ok: true });
    },
  });

  comes(recovered = false) {
    Object.assign(this, { connected: true, recovered });
    this.emit('connect');
  }

  goes() {
    this.connected = false;
    this.emit('disconnect');
  }
}

describe('the feed of live orders', () => {
  let LiveFeed: new (parts: object) => { start(): void };
  let socket: FakeSocket;
  let seconds: number;
  let uptimeSeconds: number;
  let listed: object[];
  let told: string[];
  let notices: string[];
  let live: () => void;
  let whenLive: Promise<void>;

  before(async () => {
    ({ LiveFeed } = await pageScript<{ LiveFeed: typeof LiveFeed }>('live-feed.mjs'));
  });

  beforeEach(() => {
    socket = new FakeSocket();
    seconds = 0;
    uptimeSeconds = 3600;
    listed = [];
    told = [];
    notices = [];
    let round = 0;
    awaitLive();
    new LiveFeed({
      socket,
      read: (path: string) => Promise.resolve(path === '/health' ? { uptimeSeconds } : listed),
      orders: {
        startOver: () => (round += 1),
        get round() {
          return round;
        },
        list: (orders: object[]) => told.push(`listed ${orders.length}`),
        event: () => told.push('event'),
      },
      events: { event: () => undefined, notice: (text: string) => notices.push(text) },
      tell: (state: string, text: string) => {
        told.push(`${state}: ${text}`);
        if (state === 'live') live();
      },
      changed: () => undefined,
      now: () => seconds * 1000,
    }).start();
  });

  function awaitLive() {
    whenLive = new Promise((resolve) => (live = resolve));
  }

  async function comesBack(recovered = false) {
    socket.goes();
    awaitLive();
    told = [];
    socket.comes(recovered);
    await whenLive;
  }

  beforeEach(async () => {
    socket.comes();
    await whenLive;
  });

  it('subscribes, and reads the list then', () => {
    expect(socket.sent).to.deep.equal(['subscribe']);
    expect(told).to.deep.equal(['connecting: Connected, subscribing…', 'listed 0', 'live: Live']);
    expect(notices).to.deep.equal([]);
  });

  it('goes on where the platform has kept what was missed', async () => {
    await comesBack(true);
    expect(socket.sent).to.have.length(1);
    expect(told).to.deep.equal(['live: Live. The connection is back, and nothing was missed.']);
    expect(notices).to.deep.equal([
      'Connection lost',
      'The connection is back, and nothing was missed',
    ]);
  });

  it('subscribes and reads again where the platform has not, and says so', async () => {
    await comesBack();
    expect(socket.sent).to.have.length(2);
    expect(told.at(-1)).to.match(/^live: .*some events were missed/);
  });

  it('tells that the platform was restarted from its uptime', async () => {
    uptimeSeconds = 1;
    seconds += 2;
    await comesBack();
    expect(told.at(-1)).to.match(/^live: .*restarted/);
    expect(notices.at(-1)).to.match(/restarted/);
    await comesBack();
    expect(told.at(-1), 'once').not.to.match(/restarted/);
  });

  it('mentions a loss once, however many attempts fail', () => {
    socket.goes();
    socket.emit('connect_error');
    socket.emit('connect_error');
    expect(notices).to.deep.equal(['Connection lost']);
  });
});
