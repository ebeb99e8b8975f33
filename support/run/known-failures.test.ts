import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { readKnownFailures } from './known-failures';

describe('the list of what is known to fail', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'known-'));
  const file = path.join(folder, 'known-failures.yaml');
  after(() => fs.rmSync(folder, { recursive: true }));
  const read = (text: string) => {
    fs.writeFileSync(file, text);
    return readKnownFailures(file);
  };
  const good = '- clause: EVENT-3\n  link: https://issues.example/1\n  until: "2026-12-31"\n';

  it('need not be there, and may be empty', () => {
    expect(readKnownFailures(path.join(folder, 'none.yaml'))).to.deep.equal([]);
    expect(read('# nothing\n')).to.deep.equal([]);
  });

  it('names clauses or scenarios, each with a link and a day', () => {
    expect(read(good)).to.deep.equal([
      { clause: 'EVENT-3', link: 'https://issues.example/1', until: '2026-12-31' },
    ]);
    expect(read(good.replace('clause: EVENT-3', 'scenario: A title'))).to.have.lengthOf(1);
  });

  const mistakes: [string, string, RegExp][] = [
    ['no list', 'clause: EVENT-3', /it has to be a list/],
    ['what is no YAML', '- [', /known-failures.yaml: /],
    [
      'an unknown field',
      `${good}  clauses: x\n`,
      /"clauses" is not one of .* Did you mean "clause"\?/,
    ],
    ['an unknown clause', good.replace('EVENT-3', 'EVNT-3'), /no EVNT-3. Did you mean "EVENT-3"\?/],
    [
      'neither clause nor scenario',
      good.replace('clause: EVENT-3', 'until: x'),
      /duplicated|either a clause or/,
    ],
    ['both', `${good}  scenario: x\n`, /either a clause or a scenario/],
    ['no link', good.replace('https://issues.example/1', 'soon'), /link: it needs the address/],
    ['no day', good.replace('2026-12-31', 'soon'), /until: "soon" is not the last day/],
    ['a text as entry', '- EVENT-3\n', /entry 1: it needs a clause or a scenario/],
  ];
  for (const [what, text, says] of mistakes)
    it(`is refused with ${what}`, () => {
      expect(() => read(text)).to.throw(says);
    });
});
