import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { explainedAmong } from './explained';
import { judge, readReasons, type Reason } from './reasons';
import { isAlive, mutantsOf, withLater, type Mutant } from './results';
import { scoreOf, summaryText } from './summary';

const source = ['const limit = 5;', 'if (count > limit) {', '  refuse();', '}'].join('\n');

function mutant(
  start: [number, number],
  end: [number, number],
  replacement: string,
  status: string,
  statusReason = '',
) {
  const [line, column] = start;
  const [endLine, endColumn] = end;
  const location = { start: { line, column }, end: { line: endLine, column: endColumn } };
  return { mutatorName: 'Some', replacement, status, statusReason, location };
}

const mutants = mutantsOf({
  files: {
    'server/a.ts': {
      source,
      mutants: [
        mutant([2, 5], [2, 18], 'true', 'Killed'),
        mutant([2, 5], [2, 18], 'count >= limit', 'Survived'),
        mutant([2, 20], [4, 2], '{}', 'NoCoverage'),
        mutant([1, 15], [1, 16], '6', 'Ignored'),
        mutant([3, 3], [3, 11], 'never()', 'Timeout'),
        mutant([3, 3], [3, 11], 'broken(', 'RuntimeError'),
        mutant([3, 3], [3, 11], 'null()', 'RuntimeError', 'TypeError: null is not a function'),
      ],
    },
  },
});

const because = (changes: string[], details: Partial<Reason> = {}): Reason => ({
  ...{ file: 'server/a.ts', reason: 'so it is', equivalent: false, mutants: changes },
  ...details,
});

describe('The mutants of a report', () => {
  it('are not noticed for sure where a scenario could not be judged, until it could be', () => {
    const because = (statusReason: string) =>
      mutant([3, 3], [3, 9], 'accept', 'Killed', `Failure: ${statusReason}`);
    const [doubtful, noticed] = mutantsOf({
      files: {
        'server/a.ts': {
          source,
          mutants: [
            because('EVENT-1 could not be judged: no event'),
            because('EVENT-1 is broken: it\n  could not be judged: no'),
          ],
        },
      },
    });
    expect([doubtful, noticed].map((each) => each && isAlive(each))).to.deep.equal([true, false]);
    expect(withLater([...mutants, doubtful], [doubtful], [noticed])).to.deep.equal([
      ...mutants,
      noticed,
    ]);
  });

  it('stay as they were judged where another in the same place is tried again', () => {
    const [killed, survived] = mutants as [Mutant, Mutant];
    const later = mutants.map((each): Mutant => ({ ...each, status: 'timeout' }));
    expect(withLater([killed, survived], [survived], later)).to.deep.equal([killed, later[1]]);
  });

  it('say in one line what was changed, and how it went', () => {
    expect(
      mutants.map(({ line, change, status }) => `${line}: ${change}: ${status}`),
    ).to.deep.equal([
      '2: count > limit → true: killed',
      '2: count > limit → count >= limit: survived',
      '2: { refuse(); } → {}: unreached',
      '1: 5 → 6: static',
      '3: refuse() → never(): timeout',
      '3: refuse() → broken(: error',
      '3: refuse() → null(): killed',
    ]);
  });

  it('name their place as Stryker takes it', () => {
    expect(mutants[2]?.range).to.equal('server/a.ts:2:19-4:1');
  });
});

describe('The reasons for mutants that are left alive', () => {
  it('explain each as often as it is listed', () => {
    const twice = [...mutants, mutants[1]];
    const reasons = [because(['count > limit → count >= limit'])];
    const { explained, unexplained } = judge(twice, reasons);
    expect(explained.map((each) => each.mutant.change)).to.deep.equal([
      'count > limit → count >= limit',
    ]);
    expect(unexplained.map(({ change }) => change)).to.deep.equal([
      '{ refuse(); } → {}',
      'count > limit → count >= limit',
    ]);
  });

  it('are for one file', () => {
    const reasons = [because(['{ refuse(); } → {}'], { file: 'server/b.ts' })];
    expect(judge(mutants, reasons).unexplained).to.have.lengthOf(2);
  });

  it('are stale when the mutant is noticed, but not in files that were left out', () => {
    const reasons = [
      because(['count > limit → true']),
      because(['a → b'], { file: 'server/other.ts' }),
    ];
    expect(judge(mutants, reasons).stale).to.deep.equal([
      { file: 'server/a.ts', change: 'count > limit → true' },
    ]);
  });
});

describe('The score', () => {
  it('leaves out what is static, equivalent or an error', () => {
    const judgement = judge(mutants, [because(['{ refuse(); } → {}'], { equivalent: true })]);
    expect(scoreOf(mutants, judgement).percent).to.be.closeTo((100 * 3) / 4, 1e-9);
  });

  it('is told with what has no reason and what reasons are stale', () => {
    const judgement = judge(mutants, [because(['gone → gone'])]);
    const text = summaryText(scoreOf(mutants, judgement), judgement);
    expect(text).to.include('server/a.ts:2  count > limit → count >= limit');
    expect(text).to.include('server/a.ts  gone → gone');
    expect(text).to.include('Score      60.0 %');
  });
});

describe('The list of reasons', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reasons-'));
  after(() => fs.rmSync(folder, { recursive: true }));

  function read(text: string): Reason[] {
    const file = path.join(folder, 'reasons.yaml');
    fs.writeFileSync(file, text);
    return readReasons(file);
  }

  it('is read', () => {
    expect(read('- file: server/a.ts\n  reason: so it is\n  mutants: [a → b]\n')).to.deep.equal([
      because(['a → b']),
    ]);
  });

  for (const [text, fault] of [
    ['a: b', 'is not a list'],
    ['- reason: x', 'entry 1: "file" is missing'],
    ['- file: a.ts\n  mutants: [x]', 'entry 1: "reason" is missing, for a.ts'],
    ['- file: a.ts\n  reason: x\n  mutants: x', 'entry 1: "mutants" is not a list of texts'],
    ['- file: a.ts\n  reason: x\n  mutants: [x]\n  mutant: y', 'entry 1: "mutant" is not known'],
    ['- file: a.ts\n  reason: x\n  mutants: [x]\n  equivalent: 5', '"equivalent" is not true or'],
  ] as const)
    it(`is refused where ${fault}`, () => {
      expect(() => read(text)).to.throw(fault);
    });
});

describe('What is not put before the scenarios', () => {
  const at = (id: string, line: number, [from, to]: [number, number], replacement: string) => ({
    ...{ id, replacement, fileName: path.resolve('server/a.ts') },
    location: { start: { line, column: from }, end: { line, column: to } },
  });
  const all = [
    at('0', 0, [14, 15], '6'),
    at('1', 1, [4, 17], 'true'),
    at('2', 2, [2, 10], 'accept()'),
    at('3', 2, [2, 10], 'accept()'),
  ];
  const explained = (...changes: string[]) => [
    ...explainedAmong(all, [because(changes)], () => source),
  ];

  it('is what has a reason', () => {
    expect(explained('count > limit → true')).to.deep.equal([['1', 'It has a reason: so it is']]);
  });

  it('is none of several that look alike, unless each has one', () => {
    expect(explained('refuse() → accept()')).to.deep.equal([]);
    const both = explained('refuse() → accept()', 'refuse() → accept()');
    expect(both.map(([id]) => id)).to.deep.equal(['2', '3']);
  });

  it('counts as alive', () => {
    const untried = mutant([1, 15], [1, 16], '6', 'CompileError', 'It has a reason: so it is');
    const [read] = mutantsOf({ files: { 'server/a.ts': { source, mutants: [untried] } } });
    expect(read?.status).to.equal('survived');
  });
});
