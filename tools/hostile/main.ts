import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { kinds } from './kinds';
import { runKind, type KindOutcome } from './run-kind';

/** `npm run hostile [-- PART OF A NAME …]`: the suite against platforms that are hostile, each in one way. */
async function main(names: readonly string[]): Promise<void> {
  const asked = kinds.filter(
    ({ name }) => names.length === 0 || names.some((each) => name.includes(each)),
  );
  if (asked.length === 0) {
    const all = kinds.map(({ name }) => `  ${name}`).join('\n');
    process.stderr.write(`There is no kind of this name. There are:\n${all}\n`);
    process.exitCode = 2;
    return;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
  let bad = 0;
  for (const [index, kind] of asked.entries()) {
    const outcome = await runKind(kind, path.join(folder, String(index + 1)));
    process.stdout.write(`${outcomeLines(index + 1, outcome).join('\n')}\n`);
    if (outcome.faults.length > 0) bad += 1;
  }
  process.stdout.write(
    `\n${asked.length} kinds, ${bad} with faults; all that was left: ${folder}\n`,
  );
  if (bad > 0) process.exitCode = 1;
}

function outcomeLines(number: number, outcome: KindOutcome): string[] {
  const { kind, seconds, mib, faults, verdict } = outcome;
  const mark = faults.length === 0 ? '✔' : '✘';
  return [
    `${mark} ${String(number).padStart(2)}  ${kind.name}  (${seconds.toFixed(0)} s, ${mib} MiB: ${verdict.slice(0, 60)})`,
    ...faults.map((each) => `      ${each.slice(0, 200)}`),
  ];
}

void main(process.argv.slice(2));
