import net from 'node:net';
import { Proxy } from './tools/faults/proxy/proxy';
import { catalogue } from './tools/faults/catalogue';
import { LocalPlatform } from './support/platform/local-platform';
import type { Fault } from './tools/faults/fault';
const all = catalogue.flatMap((k) => k.faults);
function oneOrder(): Fault['tamper'] {
  return () => {
    let n = 0; let chosen: string | undefined; const seen = new Set<string>();
    return { event: (event) => {
      if (!seen.has(event.orderId)) { seen.add(event.orderId); n += 1; if (n === 150) chosen = event.orderId; }
      return [event.orderId === chosen ? { ...event, occurredAt: new Date(Date.parse(event.occurredAt) + 1).toISOString() } : event];
    } };
  };
}
function offBy1(): Fault['tamper'] { return () => ({ event: (event) => [{ ...event, occurredAt: new Date(Date.parse(event.occurredAt) + 1).toISOString() }] }); }
async function delayed(target: string, ms: number): Promise<string> {
  const { port, hostname } = new URL(target);
  const server = net.createServer((a) => {
    const b = net.connect(Number(port), hostname);
    const pass = (x: net.Socket, y: net.Socket) => { x.on('data', (d) => setTimeout(() => y.write(d), ms)); x.on('end', () => setTimeout(() => y.end(), ms)); x.on('error', () => y.destroy()); x.on('close', () => setTimeout(() => y.destroy(), ms + 50)); };
    pass(a, b); pass(b, a);
  });
  await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
  return `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}
async function main() {
  const p = new LocalPlatform({ logFile: '/tmp/pp.log', settings: { LOG_LEVEL: 'warn' }, onDeath: () => undefined });
  let at = await p.listening(30000);
  for (const n of process.argv.slice(2)) {
    if (n === 'slow-link') at = await delayed(at, 150);
    else if (n === 'none') continue;
    else { const t = n === 'one-order' ? oneOrder() : n === 'off-by-1' ? offBy1() : all.find((f) => f.name === n)!.tamper; at = await new Proxy(at, t).listen(); }
  }
  console.log(at);
}
void main();
