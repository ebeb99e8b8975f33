import fs from 'node:fs';

/** As much of Stryker's report (mutation-testing-report-schema) as is read here. */
export interface MutationReport {
  files: Record<string, { source: string; mutants: ReportedMutant[] }>;
}

export interface ReportedMutant {
  mutatorName: string;
  replacement?: string;
  status: string;
  statusReason?: string;
  location: { start: Position; end: Position };
}

/** Both count from 1. */
interface Position {
  line: number;
  column: number;
}

/** A change of the code, and whether the tests noticed it. */
export interface Mutant {
  /** Path from the project's folder, with slashes. */
  file: string;
  line: number;
  /** What stands there, and what was put in its place; in one line, the middle of much left out. */
  change: string;
  status: Status;
  /** As Stryker's option `mutate` takes it. */
  range: string;
}

/**
 * `unreached`: no test ran that code. `static`: it ran only as its module was loaded, which
 * happens once for many mutants. `error`: the tests could not be run with it. `doubtful`: the
 * machine was too slow for the scenario to tell.
 */
export type Status =
  'killed' | 'timeout' | 'survived' | 'unreached' | 'static' | 'error' | 'doubtful';

const statuses: Record<string, Status> = {
  Killed: 'killed',
  Timeout: 'timeout',
  Survived: 'survived',
  NoCoverage: 'unreached',
  Ignored: 'static',
};

export function readMutants(file: string): Mutant[] {
  return mutantsOf(JSON.parse(fs.readFileSync(file, 'utf8')) as MutationReport);
}

export function mutantsOf({ files }: MutationReport): Mutant[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split(/\r?\n/);
    return mutants.map(({ location: { start, end }, replacement = '', ...result }) => ({
      file: file.replaceAll('\\', '/'),
      line: start.line,
      change: changeOf(lines, { start, end }, replacement),
      status: statusOf(result),
      range: `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`,
    }));
  });
}

/** @param lines of the file */
export function changeOf(
  lines: readonly string[],
  { start, end }: ReportedMutant['location'],
  replacement: string,
): string {
  return `${short(between(lines, start, end))} → ${short(replacement)}`;
}

/** Of a mutant that was not tried, since there is a reason why it lives. */
export const explainedWord = 'It has a reason';

/** As the first line of such a failure says it. */
const notJudged = /^[^\n]* could not be judged: /;

/** Stryker takes a scenario that fails by a TypeError for one that could not be run. */
function statusOf({ status, statusReason = '' }: Pick<ReportedMutant, 'status' | 'statusReason'>) {
  if (status === 'RuntimeError' && statusReason.startsWith('TypeError:')) return 'killed';
  if (status === 'Killed' && notJudged.test(statusReason)) return 'doubtful';
  if (status === 'CompileError' && statusReason.startsWith(explainedWord)) return 'survived';
  return statuses[status] ?? 'error';
}

function between(lines: readonly string[], start: Position, end: Position): string {
  const touched = lines.slice(start.line - 1, end.line);
  const last = touched.length - 1;
  touched[last] = (touched[last] ?? '').slice(0, end.column - 1);
  touched[0] = (touched[0] ?? '').slice(start.column - 1);
  return touched.join(' ');
}

const longest = 90;
const kept = 40;

function short(code: string): string {
  const text = code.replace(/\s+/g, ' ').trim();
  return text.length <= longest ? text : `${text.slice(0, kept)} … ${text.slice(-kept)}`;
}

/** Whether no test noticed the mutant for sure. */
export function isAlive({ status }: Mutant): boolean {
  return status === 'survived' || status === 'unreached' || status === 'doubtful';
}

/**
 * The mutants, with what came of some of them in a later run in its place. What else that run has
 * judged, since it stands in the same place, stays as it was.
 */
export function withLater(
  mutants: readonly Mutant[],
  again: readonly Mutant[],
  later: readonly Mutant[],
): Mutant[] {
  const key = ({ range, change }: Mutant) => `${range} ${change}`;
  const news = new Map(later.map((each) => [key(each), each]));
  return mutants.map((each) => (again.includes(each) ? (news.get(key(each)) ?? each) : each));
}
