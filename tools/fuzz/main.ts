import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Health } from '../../server/contract/types';
import { fuzz, type Finding } from './fuzz';

const help = `npm run fuzz                      100,000 generated things are done to a platform
npm run fuzz -- --count 5000      so many
npm run fuzz -- --seed 7          the same again`;

/** So many at a time are made, which is about what fits into memory. */
const batch = 1_000;

/** Until all is filled that has an end: orders, the event log, compiled code. */
const warmUp = 10_000;

/** By how many bytes a platform may have grown that keeps nothing: it varies by half of that. */
const growth = 8 * 1024 * 1024;

/** Findings that are shown. */
const shown = 5;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { count: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return print(help);
  const count = wholeNumber('--count', values.count ?? '100000');
  const seed = wholeNumber('--seed', values.seed ?? String(Date.now() % 1e9));

  const platform = fork(path.join(__dirname, 'platform.js'), { execArgv: ['--expose-gc'] });
  const ended = once(platform, 'exit').then(([code, signal]) => {
    throw new Error(`the platform ended (${String(code ?? signal)}), with the seed ${seed}`);
  });
  ended.catch(() => undefined);
  const { url } = await Promise.race([said<{ url: string }>(platform), ended]);
  print(`${count} things are done to ${url}; the same again: --seed ${seed}`);

  const counts = new Map<string, number>();
  const findings: Finding[] = [];
  let before: number | undefined;
  for (let done = 0; done < count; done += batch) {
    if (done >= warmUp) before ??= await memoryOf(platform);
    const some = { count: Math.min(batch, count - done), seed: (seed + done) | 0 };
    const outcome = await Promise.race([fuzz(url, some), ended]);
    findings.push(...outcome.findings);
    for (const [word, times] of outcome.counts) counts.set(word, (counts.get(word) ?? 0) + times);
    if ((done / batch) % 10 === 9) print(`  ${done + batch} are done, ${findings.length} at fault`);
  }

  const faults = findings
    .slice(0, shown)
    .map((one) => `${one.what}\n  ${JSON.stringify(one.case)}`);
  if (findings.length > shown) faults.push(`and ${findings.length - shown} more`);
  faults.push(...(await healthFaults(url)));
  if (before !== undefined) {
    const grown = (await memoryOf(platform)) - before;
    const words = `memory grew by ${(grown / 2 ** 20).toFixed(1)} MiB, to ${((grown + before) / 2 ** 20).toFixed(1)} MiB`;
    print(words);
    if (grown > growth) faults.push(words);
  }
  platform.disconnect();

  for (const [word, times] of [...counts].sort()) print(`${String(times).padStart(8)}  ${word}`);
  print(faults.length > 0 ? `\n${faults.join('\n\n')}` : '\nall was answered, and nothing failed');
  process.exitCode = faults.length > 0 ? 1 : 0;
}

/** Whoever was there has gone, and the platform knows it. */
async function healthFaults(url: string): Promise<string[]> {
  const { status, subscribers } = (await (await fetch(`${url}/health`)).json()) as Health;
  if (status !== 'ok') return [`the health is ${String(status)}`];
  return subscribers > 0 ? [`${subscribers} subscribers are still there`] : [];
}

async function memoryOf(platform: ChildProcess): Promise<number> {
  platform.send('memory');
  return (await said<{ memory: number }>(platform)).memory;
}

async function said<Message>(platform: ChildProcess): Promise<Message> {
  const [message] = (await once(platform, 'message')) as [Message];
  return message;
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${option}: "${text}" is not a whole number of at most nine digits`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
