import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { writeReports } from './files';
import { number } from './numbers';
import { pageOf } from './page';
import type { BenchReport, MeasurementReport } from './report';
import { figuresTable, goalsTable } from './table';

const figure = (subject: string, rounds: number[], better?: 'more' | 'less') => ({
  ...{ measurement: 'm', name: better ? 'orders' : 'share', unit: '/s', better, subject, rounds },
  ...{ median: rounds[1], min: rounds[0], max: rounds[2] },
});
const measurement: MeasurementReport = {
  name: 'm',
  title: 'Placing <orders>',
  figures: [
    figure('ours', [100, 200, 300], 'more'),
    figure('theirs', [50, 80, 100], 'more'),
    figure('ours', [1, 2, 3]),
    figure('theirs', [4, 5, 6]),
  ],
};
const goals = [
  { what: 'as fast', unit: '×', limit: '≥ 1 ×', rounds: [1, 2, 3], isMet: true },
  { what: 'as light', unit: 'MB', limit: '≤ 1 MB', rounds: [1, 2, 3], isMet: false },
].map((goal) => ({ ...goal, median: 2, min: 1, max: 3 }));
const report: BenchReport = {
  ...{ startedAt: '2026-01-31T12:00:00.000Z', durationSeconds: 90, quick: false },
  machine: {
    ...{ processor: 'a processor', cores: 2, node: 'v20', platform: 'Linux' },
    ...{ pinned: null, loadBefore: 7 },
  },
  ...{ goals, measurements: [measurement] },
};

/** The cells of the line that begins with this text. */
const row = (table: string, begin: string): string[] => {
  const lines = table.split('\n').map((line) => line.split('│').map((cell) => cell.trim()));
  return lines.find(([, first]) => first?.startsWith(begin))!.slice(1, -1);
};

describe('the tables of the bench', () => {
  it('show goal, limit, median, spread, rounds and verdict', () => {
    const table = goalsTable(goals);
    const spread = '1.00 – 3.00';
    expect(row(table, 'as fast')).to.deep.equal(['as fast', '≥ 1 ×', '2.00 ×', spread, '3', 'met']);
    expect(row(table, 'as light').at(-1)).to.equal('MISSED');
  });

  it('show the subjects side by side, and the ratio to each other one', () => {
    const table = figuresTable(measurement);
    expect(row(table, 'Placing')).to.deep.equal([
      ...['Placing <orders>', 'better', 'ours', 'theirs', '÷ theirs'],
    ]);
    expect(row(table, 'orders (/s)')).to.deep.equal([
      ...['orders (/s)', 'more', '200', '80.0', '2.50 ×'],
    ]);
  });

  it('show no ratio of what is neither good nor bad', () => {
    expect(row(figuresTable(measurement), 'share')).to.deep.equal([
      ...['share (/s)', '', '2.00', '5.00', ''],
    ]);
  });

  it('show as many digits as count', () => {
    expect([0, 0.123, 9.876, 10.04, 99.96, 1234.5].map(number)).to.deep.equal([
      ...['0.00', '0.12', '9.88', '10.0', '100.0', '1,235'],
    ]);
  });
});

describe('the page of the bench', () => {
  const page = pageOf(report);

  it('shows goals with their verdicts, and a bar for each subject', () => {
    expect(page).to.include('class="met">met').and.include('class="missed">missed');
    expect(page.match(/<rect /g)).to.have.lengthOf(4);
    expect(page).to.include('<rect width="66.67"'); // 200 of the 300 that is the longest
  });

  it('warns of a busy machine, and of one whose processes cannot be pinned', () => {
    expect(page).to.include('was busy').and.include('Not pinned');
  });

  it('shows names as text', () => {
    expect(page).to.include('Placing &lt;orders&gt;');
  });

  it('loads nothing', () => {
    expect(page).not.to.match(/(src|href)="(?!data:)|url\(|@import/);
  });
});

describe('the files of the bench', () => {
  it('are JSON with everything, and the page', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
    const [json, page] = writeReports(report, path.join(folder, 'new'));
    expect(JSON.parse(fs.readFileSync(json, 'utf8'))).to.deep.equal(
      JSON.parse(JSON.stringify(report)),
    );
    expect(fs.readFileSync(page, 'utf8')).to.equal(pageOf(report));
    fs.rmSync(folder, { recursive: true });
  });
});
