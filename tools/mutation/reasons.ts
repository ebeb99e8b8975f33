import fs from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { isAlive, type Mutant } from './results';

export const reasonsFile = 'tools/mutation/reasons.yaml';

/** Why some mutants of a file are left alive. */
export interface Reason {
  file: string;
  reason: string;
  /** No client, operator or test could tell these from the code as it is. */
  equivalent: boolean;
  /** Each as {@link Mutant.change}; as often as there are such mutants. */
  mutants: string[];
}

/** The list of reasons says something that cannot be; the message names the entry. */
export class ReasonsError extends Error {}

/** What the list of reasons makes of the mutants that are left alive. */
export interface Judgement {
  /** Alive, and nobody has said why. */
  unexplained: Mutant[];
  explained: { mutant: Mutant; reason: Reason }[];
  /** Reasons for mutants that are not alive (any more), in files that were looked at. */
  stale: { file: string; change: string }[];
}

/** @throws ReasonsError */
export function readReasons(file: string): Reason[] {
  const entries: unknown = load(fs.readFileSync(file, 'utf8'), { schema: CORE_SCHEMA });
  if (!Array.isArray(entries)) throw new ReasonsError(`${file}: is not a list`);
  return entries.map((entry: unknown, index) => checked(entry, `${file}: entry ${index + 1}`));
}

function checked(entry: unknown, where: string): Reason {
  const { file, reason, equivalent = false, mutants } = (entry ?? {}) as Partial<Reason>;
  const fault = (what: string) => new ReasonsError(`${where}: ${what}`);
  if (typeof file !== 'string') throw fault('"file" is missing');
  if (typeof reason !== 'string' || reason.trim() === '')
    throw fault(`"reason" is missing, for ${file}`);
  if (typeof equivalent !== 'boolean')
    throw fault(`"equivalent" is not true or false, for ${file}`);
  if (!Array.isArray(mutants) || !mutants.every((each) => typeof each === 'string'))
    throw fault(`"mutants" is not a list of texts, for ${file}`);
  const unknown = Object.keys(entry as object).find(
    (name) => !['file', 'reason', 'equivalent', 'mutants'].includes(name),
  );
  if (unknown !== undefined) throw fault(`"${unknown}" is not known, for ${file}`);
  return { file, reason, equivalent, mutants };
}

/** Gives each mutant that is alive one reason, and each reason one mutant. */
export function judge(mutants: readonly Mutant[], reasons: readonly Reason[]): Judgement {
  const left = reasons.flatMap((reason) => reason.mutants.map((change) => ({ change, reason })));
  const judgement: Judgement = { unexplained: [], explained: [], stale: [] };
  for (const mutant of mutants.filter(isAlive)) {
    const index = left.findIndex(
      ({ change, reason }) => change === mutant.change && reason.file === mutant.file,
    );
    const [found] = index < 0 ? [] : left.splice(index, 1);
    if (found) judgement.explained.push({ mutant, reason: found.reason });
    else judgement.unexplained.push(mutant);
  }
  const looked = new Set(mutants.map(({ file }) => file));
  judgement.stale = left
    .filter(({ reason }) => looked.has(reason.file))
    .map(({ change, reason }) => ({ file: reason.file, change }));
  return judgement;
}
