import fs from 'node:fs';
import path from 'node:path';
import { parse, type DefaultTreeAdapterMap } from 'parse5';
import { SaxesParser } from 'saxes';
import { brand } from './kind';

type Node = DefaultTreeAdapterMap['node'];

/** What nobody may find in an output: it would be obeyed, or hide what stands there. */
const obeyed = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;

/** Lines that a build server would take for a command, or a person for the end of the run. */
const forged = [/^\s*::\w+/m, /##(vso|teamcity)?\[/];

/** What is wrong with something that a run has printed. */
export function faultsOfOutput(name: string, bytes: Buffer): string[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return [`${name} is no UTF-8`];
  }
  const found = obeyed.exec(text);
  const near = (at: number) => JSON.stringify(text.slice(Math.max(0, at - 40), at + 20));
  return [
    ...(found ? [`${name} holds U+${text.codePointAt(found.index)!.toString(16)}: ${near(found.index)}`] : []), // prettier-ignore
    ...forged.flatMap((each) => {
      const at = text.search(each);
      return at === -1 ? [] : [`${name} holds a command: ${near(at)}`];
    }),
  ];
}

/** What is wrong with the files of a run, each read by a parser that knows nothing of the run. */
export function faultsOfFiles(folder: string): string[] {
  return filesIn(folder).flatMap((file) => {
    const name = path.relative(folder, file);
    const bytes = fs.readFileSync(file);
    const check = checks[path.extname(file)];
    try {
      check?.(bytes.toString('utf8'), name);
      return /\.(txt|log)$/.test(file) ? faultsOfOutput(name, bytes) : [];
    } catch (error) {
      return [`${name}: ${(error as Error).message}`];
    }
  });
}

const checks: Readonly<Record<string, (text: string, name: string) => void>> = {
  '.xml': (text) => expectOurElements(text),
  '.svg': (text) => void elementsOf(text),
  '.json': (text) => void JSON.parse(text),
  '.ndjson': (text) =>
    text
      .trimEnd()
      .split('\n')
      .forEach((line) => void JSON.parse(line)),
  '.html': expectNothingForeign,
};

/** A platform has no say in which cases there are. */
function expectOurElements(text: string): void {
  const names = new Set(elementsOf(text));
  for (const each of ['testsuite', 'testcase', 'failure', 'skipped', 'system-out']) names.delete(each); // prettier-ignore
  if (names.size > 0) throw new Error(`it has elements of others: ${[...names].join(', ')}`);
  const said = Number(/ tests="(\d+)"/.exec(text)?.[1]);
  const cases = elementsOf(text).filter((name) => name === 'testcase').length;
  if (said !== cases) throw new Error(`it says that it has ${said} cases, and has ${cases}`);
}

function elementsOf(text: string): string[] {
  const names: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => names.push(name));
  parser.write(text).close();
  return names;
}

/** What a platform sends may be shown by a page, and never run by it. */
function expectNothingForeign(text: string): void {
  const visit = (node: Node): void => {
    if ('attrs' in node)
      for (const { name, value } of node.attrs) {
        const isRun = /^on/.test(name) || /^\s*javascript:/i.test(value);
        if (isRun && value.includes(brand)) throw new Error(`<${node.tagName} ${name}> is run`);
      }
    if ('tagName' in node && node.tagName === 'script') {
      const code = node.childNodes.map((each) => ('value' in each ? each.value : '')).join('');
      if (code.includes(brand)) throw new Error('a script is of somebody else');
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(text));
}

export function filesIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name));
}
