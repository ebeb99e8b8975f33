import fs from 'node:fs';
import path from 'node:path';
import { lintFeature } from './lint-feature';
import { uncheckedClauses } from './unchecked';
import { type Finding } from './read-feature';

/** Checks all features against the rules of writing; run by `npm run lint:features`. */
function lintFeatures(root: string): void {
  const files = fs
    .readdirSync(path.join(root, 'features'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.feature'))
    .map((file) => `features/${file.replaceAll('\\', '/')}`)
    .sort();
  const texts = files.map((file) => fs.readFileSync(path.join(root, file), 'utf8'));
  const findings = [
    ...files.flatMap((file, index) => lintFeature(file, texts[index] ?? '').map(describe)),
    ...uncheckedClauses(texts).map(
      (id) =>
        `docs/contract.md  no rule of a feature names ${id}: write one, with @${id} above it.`,
    ),
  ];
  if (findings.length > 0) {
    process.stderr.write(`${findings.join('\n\n')}\n\n${findings.length} to mend\n`);
    process.exitCode = 1;
  } else process.stdout.write(`${files.length} features keep the rules of writing\n`);
}

function describe({ uri, line, rule, message, why }: Finding): string {
  return `${uri}:${line}  ${rule}\n  ${message}\n  Why: ${why}.`;
}

lintFeatures(process.cwd());
