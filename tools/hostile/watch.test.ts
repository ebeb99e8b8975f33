import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { HostilePlatform } from './hostile-platform';
import { faultsOfOutput } from './judge';
import { kinds } from './kinds';

/** Of what reaches somebody who watches: each has him say more than that he does. */
const watched = [
  'texts: escape sequences',
  'texts: commands to a build server',
  'events: an escape sequence in every field',
  'events: what refuses to be a text in every field',
  'events: times that are none',
  'subscriptions: an error that is a command',
  'subscriptions: what refuses to be a text',
  'connections: a refusal that is a command',
  'connections: a refusal without an end',
].map((name) => {
  const kind = kinds.find((each) => each.name === name);
  if (!kind) throw new Error(`There is no kind "${name}"`);
  return kind;
});
const order = { symbol: 'EURUSD', side: 'BUY', quantity: 1 };

describe('somebody who watches a hostile platform', function () {
  this.timeout(60_000);
  before(() => {
    const { status } = spawnSync(process.execPath, ['support/run/compile.cjs']);
    expect(status).to.equal(0);
  });

  for (const transport of ['socket.io', 'websocket'])
    for (const kind of watched)
      it(`sees what comes over ${transport}, and obeys none of it: ${kind.name}`, () =>
        watch(kind, transport));
});

async function watch(kind: (typeof watched)[number], transport: string): Promise<void> {
  const platform = new HostilePlatform(kind);
  const url = await platform.listen();
  const child = spawn(process.execPath, ['.build/tools/watch/main.js', '--url', url, '--transport', transport]); // prettier-ignore
  const output: Buffer[] = [];
  // What comes in place of a confirmation is said once, and it is never told of orders.
  const lines = kind.confirms ? 1 : 2;
  const said = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        output.push(part);
        // The first line says that it watches; the order is told of in another.
        if (output.length === 1) void place(url);
        if (Buffer.concat(output).toString().split('\n').length > lines) resolve();
      });
    child.once('exit', () => resolve());
  });
  const ended = once(child, 'close');
  await said;
  child.kill('SIGKILL');
  await ended;
  await platform.close();
  const bytes = Buffer.concat(output);
  expect(faultsOfOutput(kind.name, bytes)).to.deep.equal([]);
  expect(bytes.toString(), kind.name).not.to.match(/^\s+at /m);
}

async function place(url: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const placed = { method: 'POST', headers, body: JSON.stringify(order) };
  await fetch(`${url}/orders`, placed).catch(() => undefined);
}
