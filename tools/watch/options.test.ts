import { expect } from 'chai';
import { SettingError } from '../../support/run/settings/setting-error';
import { readOptions } from './options';

describe('the options of npm run watch', () => {
  const orderId = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';

  it('watch all orders of the platform that is usual, or that BASE_URL names', () => {
    const none = { orderId: undefined, transport: 'socket.io', json: false, help: false };
    const usual = readOptions([], {});
    expect(usual).to.include(none);
    expect(usual.platform.baseUrl).to.equal('http://localhost:3000');
    const named = readOptions([], { BASE_URL: 'http://desk:1/' });
    expect(named.platform.baseUrl).to.equal('http://desk:1');
  });

  it('name an order, a platform and a form', () => {
    const args = [
      ...['--order', orderId, '--url=https://desk.example/trading/'],
      ...['--transport', 'websocket', '--json'],
    ];
    const { platform, ...others } = readOptions(args, { BASE_URL: 'http://desk:1' });
    expect(platform.baseUrl).to.equal('https://desk.example/trading');
    expect(others).to.deep.equal({ orderId, transport: 'websocket', json: true, help: false });
  });

  const refused: [args: string[], message: string][] = [
    [['--order', 'x'], '--order: "x" is not a UUID'],
    [['--order'], "Option '--order <value>' argument missing"],
    [['--url', 'localhost:3000'], '--url: "localhost:3000" is not an address'],
    [['--url='], '--url: nothing follows'],
    [['--transport', 'ws'], '--transport: "ws" is none of socket.io, websocket'],
    [['--ordre', orderId], "Unknown option '--ordre'; --help says"],
    [[orderId], `Unexpected argument '${orderId}'`],
  ];
  for (const [args, message] of refused)
    it(`are refused when they are ${args.join(' ')}`, () => {
      expect(() => readOptions(args, {})).to.throw(SettingError, message);
    });

  it('refuse a BASE_URL that is no address', () => {
    expect(() => readOptions([], { BASE_URL: 'desk' })).to.throw(SettingError, 'BASE_URL: "desk"');
  });
});
