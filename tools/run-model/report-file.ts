import path from 'node:path';
import { parse, type ParserError } from 'parse5';
import { SaxesParser } from 'saxes';
import { sayAside } from '../../support/evidence/printable';
import { keepSmall } from '../../support/evidence/keep-small';
import { remove, writeWhole } from '../../support/evidence/whole-file';

/**
 * Writes a report, once a parser that knows nothing of how it was made has read it.
 * @throws Error where it is not well-formed, or cannot be written
 */
export function writeReport(file: string, text: string): void {
  checks[path.extname(file)]?.(text);
  writeWhole(file, text);
}

/**
 * Does what leaves a report behind. Where that cannot be, nothing of it is left that could be taken
 * for a report, a line says so, and the run fails: the other reports are written all the same.
 */
export function orSay(file: string, write: () => void): void {
  try {
    keepSmall();
    write();
  } catch (error) {
    remove(file);
    sayAside(`\n${file} could not be written: ${reasonOf(error)}`);
    failAtExit();
  }
}

/** What is wrong with the form of a report, by the ending of its name. */
const checks: Readonly<Record<string, (text: string) => void>> = {
  '.xml': checkXml,
  '.svg': checkXml,
  '.json': (text) => void JSON.parse(text),
  '.html': checkHtml,
};

function checkXml(text: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new Error(`it is no XML: ${error.message}`);
  });
  parser.write(text).close();
}

function checkHtml(text: string): void {
  const onParseError = ({ code, startLine }: ParserError) => {
    throw new Error(`it is no HTML: ${code} in line ${startLine}`);
  };
  parse(text, { onParseError });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whatever others think of the run: Cucumber sets the exit code too, and later. */
function failAtExit(): void {
  process.exitCode ||= 1;
  if (!process.listeners('exit').includes(fail)) process.once('exit', fail);
}

function fail(): void {
  process.exitCode ||= 1;
}
