import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** How often each mutant was reached, by its number. */
type Hits = Record<string, number>;

/** What Stryker's instrumented code and its runner share; the names are Stryker's. */
interface Stryker {
  activeMutant?: string;
  currentTestId?: string | undefined;
  mutantCoverage?: { static: Hits; perTest: Record<string, Hits> };
}

const reading = '(reading the settings)';
const start = '(the start of the platform)';
const activeMutantVariable = '__STRYKER_ACTIVE_MUTANT__';
const folderVariable = 'MUTATION_COVERAGE_FOLDER';
const preload = path.join(__dirname, 'in-child.js').replaceAll('\\', '/');

function stryker(): Stryker {
  const holder = globalThis as { __stryker__?: Stryker };
  return (holder.__stryker__ ??= {});
}

/** Undefined while mutants are tested: coverage is measured once, before. */
function isMeasuring(): boolean {
  return stryker().activeMutant === undefined;
}

let atStart: Hits = {};

/**
 * Whatever happens from here on belongs to this preparation or, once scenarios begin, to the one
 * that has begun last: nothing counts as static but what runs as modules are loaded.
 */
export function beginReading(): void {
  const shared = stryker();
  let current: string | undefined = reading;
  Object.defineProperty(shared, 'currentTestId', {
    configurable: true,
    get: () => current,
    set: (next: string | undefined) => (current = next ?? current),
  });
  shareWithChildren();
}

/** The settings have been read; those are for scenarios to check that start with others. */
export function beginStart(): void {
  stryker().currentTestId = start;
}

/** Platforms that a scenario starts as processes: they have the same mutant, and tell of coverage. */
function shareWithChildren(): void {
  const { activeMutant } = stryker();
  if (activeMutant !== undefined) process.env[activeMutantVariable] = activeMutant;
  else {
    process.env[folderVariable] = fs.mkdtempSync(path.join(os.tmpdir(), 'coverage-'));
    process.env.NODE_OPTIONS = `--require "${preload}"`;
  }
}

/** The platform has started. */
export function endStart(): void {
  const perTest = stryker().mutantCoverage?.perTest ?? {};
  atStart = perTest[start] ?? {};
  delete perTest[start];
  delete perTest[reading];
}

/** Every scenario stands on what the start of the platform has made. */
export function addStart(): void {
  if (isMeasuring()) add(atStart);
}

/** What the platforms that the scenario has started as processes reached; see in-child.ts. */
export function addChildren(): void {
  const folder = process.env[folderVariable];
  if (!isMeasuring() || folder === undefined) return;
  const known = stryker().mutantCoverage?.static ?? {};
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    const reached = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
    // A module that both processes have loaded is as static there as it is here.
    add(Object.fromEntries(reached.filter((id) => !known[id]).map((id) => [id, 1])));
    fs.rmSync(file);
  }
}

export function endMeasuring(): void {
  const folder = process.env[folderVariable];
  if (folder !== undefined) fs.rmSync(folder, { recursive: true, force: true });
  delete process.env[folderVariable];
  delete process.env.NODE_OPTIONS;
}

function add(hits: Hits): void {
  const { mutantCoverage, currentTestId } = stryker();
  if (!mutantCoverage || currentTestId === undefined) return;
  const ofTest = (mutantCoverage.perTest[currentTestId] ??= {});
  for (const [id, count] of Object.entries(hits)) ofTest[id] = (ofTest[id] ?? 0) + count;
}
