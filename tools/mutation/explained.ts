import fs from 'node:fs';
import path from 'node:path';
import { readReasons, reasonsFile, type Reason } from './reasons';
import { changeOf, explainedWord } from './results';

/** A mutant as Stryker gives it to a checker; lines and columns count from 0. */
export interface CheckedMutant {
  id: string;
  /** Its path, whole. */
  fileName: string;
  location: { start: Place; end: Place };
  replacement: string;
}

interface Place {
  line: number;
  column: number;
}

/**
 * The mutants that a reason is given for. Of several that look alike in one file it is only known
 * which are meant if all of them are.
 * @returns what to say of each, by its number
 */
export function explainedAmong(
  mutants: readonly CheckedMutant[],
  reasons: readonly Reason[] = readReasons(reasonsFile),
  textOf = (file: string) => fs.readFileSync(file, 'utf8'),
): Map<string, string> {
  const texts = new Map<string, string[]>();
  const keyOf = ({ fileName, location, replacement }: CheckedMutant) => {
    const lines = texts.get(fileName) ?? textOf(fileName).split(/\r?\n/);
    texts.set(fileName, lines);
    const at = ({ line, column }: Place) => ({ line: line + 1, column: column + 1 });
    const place = { start: at(location.start), end: at(location.end) };
    const file = path.relative(process.cwd(), fileName).replaceAll('\\', '/');
    return `${file} ${changeOf(lines, place, replacement)}`;
  };
  const given = reasons.flatMap(({ file, mutants: changes, reason }) =>
    changes.map((change) => ({ key: `${file} ${change}`, reason })),
  );
  const keys = new Map(mutants.map((mutant) => [mutant.id, keyOf(mutant)]));
  const explained = new Map<string, string>();
  for (const [id, key] of keys) {
    const known = given.filter((each) => each.key === key);
    const alike = [...keys.values()].filter((each) => each === key);
    if (known.length >= alike.length) explained.set(id, `${explainedWord}: ${known[0]?.reason}`);
  }
  return explained;
}
