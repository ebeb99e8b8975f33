import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCapability, type Capability } from './capabilities';
import { projectRoot } from './documents';

/** The identifier of a clause, such as `EVENT-3`; the page of the contract says which there are. */
export type ClauseId = `${Uppercase<string>}-${number}`;

/** One thing that a client can rely on. */
export interface Clause {
  id: ClauseId;
  /** All of it, as the page has it, marks of Markdown included. */
  text: string;
  /** Its first sentence, as text without marks. */
  sentence: string;
  capability: Capability;
}

/** A clause as the page has it: `- **EVENT-3** An event agrees …`, with its capability before the text. */
const ofClause = /^- \*\*([A-Z]+-\d+)\*\* (?:\((?:`([^`]+)`|(core))\) )?(.*)$/;
const ofSection = /^#{2,} .*\((?:capability `([^`]+)`|(core))\)/;

/**
 * The clauses of a page that is written as `docs/contract.md` is.
 * @throws Error that names the clause whose capability there is not
 */
export function clausesIn(page: string): Clause[] {
  let section = 'core';
  return page.split('\n').flatMap((line) => {
    const [, named, core] = ofSection.exec(line) ?? [];
    section = named ?? core ?? section;
    const [, id, capability, isCore, text] = ofClause.exec(line) ?? [];
    if (id === undefined || text === undefined) return [];
    const belongsTo = capability ?? isCore ?? section;
    if (!isCapability(belongsTo)) throw new Error(`${id}: there is no capability ${belongsTo}.`);
    return [{ id: id as ClauseId, text, sentence: firstSentence(text), capability: belongsTo }];
  });
}

/** Up to the first full stop or semicolon that ends something; what stands in brackets is left out. */
function firstSentence(text: string): string {
  const plain = text.replaceAll('`', '').replace(/ \((?:RFC|whole number|capability)[^)]*\)/g, '');
  const [sentence = plain] = /^.*?[^.][.;](?= |$)/.exec(plain) ?? [];
  return sentence.replace(/;$/, '.');
}

/** Every clause of the contract, in the order of its page. */
export const clauses: ReadonlyMap<string, Clause> = new Map(
  clausesIn(readFileSync(join(projectRoot(), 'docs', 'contract.md'), 'utf8')).map((each) => [
    each.id,
    each,
  ]),
);

/** @throws Error that names the identifier, where the contract has no such clause */
export function clause(id: string): Clause {
  const found = clauses.get(id);
  if (found === undefined) throw new Error(`The contract has no clause ${id}.`);
  return found;
}

/** Whether a tag, such as `@EVENT-3`, is meant to name a clause. */
export function namesClause(tag: string): boolean {
  return /^@[A-Z]+-\d+$/.test(tag);
}
