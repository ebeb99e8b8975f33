import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { compare, comparePair } from './comparison';
import { addToHistory, readHistory } from './history-files';
import { selectionOf, type RunRecord } from './run-record';

const record = (day: number, rest: Partial<RunRecord> = {}): RunRecord => ({
  id: `run-${day}`,
  startedAt: new Date(Date.UTC(2026, 0, day)).toISOString(),
  seconds: 10,
  selection: '',
  executionDelayMs: {},
  scenarios: { passed: ['a', 'b'], failed: [], flaky: [], skipped: [] },
  ...rest,
});

describe('the history of runs', () => {
  let folder: string;
  beforeEach(() => {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'history-')), 'history');
  });
  afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

  it('is empty where there is none', () => {
    expect(readHistory(folder)).to.deep.equal({ records: [], ignored: [] });
  });

  it('gives back what was added, oldest first, from files that every system can name', () => {
    addToHistory(folder, record(2));
    addToHistory(folder, record(1));
    expect(readHistory(folder).records).to.deep.equal([record(1), record(2)]);
    expect(fs.readdirSync(folder)[0]).to.equal('2026-01-01T00-00-00-000Z-run-1.json');
  });

  it('keeps the fifty newest, and nothing that it did not write is removed', () => {
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, '0-notes.json'), '{}');
    for (let day = 1; day <= 55; day += 1) addToHistory(folder, record(day));
    const { records, ignored } = readHistory(folder);
    expect(records).to.have.length(50);
    expect(records[0]?.id).to.equal('run-6');
    expect(ignored).to.deep.equal(['0-notes.json']);
  });

  it('ignores what is no record, and names it', () => {
    fs.mkdirSync(folder);
    const bad = { 'a.json': '{"id":', 'b.json': 'null', 'c.json': '{"startedAt":"today"}' };
    for (const [name, text] of Object.entries(bad)) fs.writeFileSync(path.join(folder, name), text);
    addToHistory(folder, record(1));
    const { records, ignored } = readHistory(folder);
    expect(records).to.have.length(1);
    expect(ignored).to.deep.equal(Object.keys(bad));
  });
});

describe('the comparison of a run with earlier ones', () => {
  const now = record(9, { scenarios: { passed: ['a'], failed: ['b'], flaky: ['c'], skipped: [] } });

  it('names the scenarios whose outcome is another one than the last time', () => {
    const { changed, added } = compare(now, [record(1), record(2)]);
    expect([...changed]).to.deep.equal([
      ['b', { outcome: 'passed', startedAt: record(2).startedAt }],
    ]);
    expect([...added]).to.deep.equal(['c']);
  });

  it('compares like with like: what was run of the suite, and on which platform', () => {
    const failed = { passed: [], failed: ['b'], flaky: [], skipped: [] };
    const part = record(3, { selection: '--tags "@x"', scenarios: failed });
    expect(compare(now, [record(1), part]).changed.size).to.equal(1);
    const elsewhere = record(3, {
      scenarios: failed,
      platform: { version: '2', baseUrl: 'http://elsewhere' },
    });
    expect(compare(now, [record(1), elsewhere]).changed.size).to.equal(1);
    expect(compare(now, [record(1), elsewhere]).before).to.equal(record(1).startedAt);
  });

  it('tells which reasons are new, which are gone and which are still there', () => {
    const before = record(1, { reasons: { 'EVENT-3': 4, 'READ-1': 2 } });
    const { reasons } = compare({ ...now, reasons: { 'EVENT-3': 5, 'PAGE-1': 1 } }, [before]);
    expect(reasons).to.deep.equal([
      { key: 'EVENT-3', state: 'still', before: 4, now: 5 },
      { key: 'PAGE-1', state: 'new', before: 0, now: 1 },
      { key: 'READ-1', state: 'gone', before: 2, now: 0 },
    ]);
  });

  it('says why two runs that somebody names cannot be compared', () => {
    const other = record(1, { platform: { version: '2', baseUrl: 'http://elsewhere' } });
    expect(comparePair(now, other).unlike).to.match(/different platforms: 2 at http:\/\/elsewhere/);
    const part = record(1, { selection: '--tags "@x"' });
    expect(comparePair(now, part).unlike).to.include('different selections');
    expect(comparePair(now, record(1)).unlike).to.equal(undefined);
  });

  it('compares figures with those of the same selection', () => {
    const part = record(3, { selection: '--tags "@x"' });
    const runs = (current: RunRecord) =>
      compare(current, [record(1), part, record(4)]).runs.map(({ id }) => id);
    expect(runs(now)).to.deep.equal(['run-1', 'run-4', 'run-9']);
    expect(runs(record(8, { selection: '--tags "@x"' }))).to.deep.equal(['run-3', 'run-8']);
  });

  it('leaves out the run itself and later ones, when its report is made again', () => {
    const { runs, changed } = compare(now, [record(1), now, record(20)]);
    expect(runs.map(({ id }) => id)).to.deep.equal(['run-1', 'run-9']);
    expect(changed.size).to.equal(1);
  });

  it('calls nothing new where no run of the whole suite is known', () => {
    expect(compare(now, []).added.size).to.equal(0);
    expect(compare(now, [record(1, { selection: 'features/x.feature' })]).added.size).to.equal(0);
  });
});

describe('the selection of a run', () => {
  it('is empty for the whole suite, and otherwise as on the command line', () => {
    expect(selectionOf({ paths: [], names: [], tags: '' })).to.equal('');
    expect(selectionOf({ paths: ['features\\a.feature'], tags: '@x', names: ['n'] })).to.equal(
      'features/a.feature --tags "@x" --name "n"',
    );
  });
});
