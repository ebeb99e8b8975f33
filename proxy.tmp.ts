import { Proxy } from './tools/faults/proxy/proxy';
import { catalogue } from './tools/faults/catalogue';
import { LocalPlatform } from './support/platform/local-platform';
import type { Tampering, Line } from './tools/faults/fault';
async function main() {
  const names = process.argv.slice(2);
  const faults = names.map((n) => catalogue.flatMap((k) => k.faults).find((f) => f.name === n)!);
  if (faults.includes(undefined as never)) throw new Error('no such fault');
  const p = new LocalPlatform({ logFile: '/tmp/pp.log', settings: { LOG_LEVEL: 'warn' }, onDeath: () => undefined });
  const url = await p.listening(30000);
  let at = url;
  for (const f of faults) at = await new Proxy(at, f.tamper).listen();
  console.log(at);
}
void main();
