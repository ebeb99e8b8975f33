import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { faultsOfFiles, faultsOfOutput } from './judge';
import { kinds } from './kinds';
import { runKind } from './run-kind';

describe('what is looked for in what a run leaves', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is whatever a terminal or a build server would obey', () => {
    for (const text of [
      '\x1b[2J',
      'a\x9bb',
      '\u202e',
      '\u200b',
      '\u{e0041}',
      '\uffff',
      'a\r',
      '  ::error::x',
      'see ##vso[a]b',
    ])
      expect(faultsOfOutput('it', Buffer.from(text)), text).to.have.lengthOf(1);
    expect(faultsOfOutput('it', Buffer.from([0xc3, 0x28]))).to.deep.equal(['it is no UTF-8']);
    expect(faultsOfOutput('it', Buffer.from('Größe\n✔ a::b ## [x]\n'))).to.be.empty;
  });

  it('is a file that no parser reads, or that somebody else has a say in', () => {
    const bad = {
      'a.json': '{',
      'b.ndjson': '{}\n{',
      'c.xml': '<testsuite tests="1"><testcase/><testcase/></testsuite>',
      'd.xml': '<testsuite tests="0"><forged/></testsuite>',
      'e.svg': '<svg>',
      'f.html': '<p><script>alert("h0stile")</script>',
      'g.html': '<img onerror="h0stile()">',
      'h.txt': '\x1b',
    };
    for (const [name, text] of Object.entries(bad)) fs.writeFileSync(path.join(folder, name), text);
    const named = faultsOfFiles(folder).map((each) => each.slice(0, 1));
    expect(named.sort()).to.deep.equal(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });
});

/** Every one takes a run of its own: `npm run hostile` tries all. */
const some = ['commands to a build server', 'gzip bomb'];

describe('a run against a hostile platform', function () {
  this.timeout(240_000);
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'))));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is one of a hundred ways or more', () => {
    expect(kinds.length).to.be.at.least(100);
    expect(new Set(kinds.map(({ name }) => name)).size).to.equal(kinds.length);
  });

  for (const [index, kind] of kinds.entries())
    if (some.some((each) => kind.name.includes(each)) && !kind.isIll)
      it(`obeys nothing, and leaves whole reports: ${kind.name}`, async () => {
        const outcome = await runKind(kind, path.join(folder, String(index)));
        expect(outcome.faults, outcome.verdict).to.deep.equal([]);
        expect(outcome.verdict).to.match(/^\d+ passed, |^PLATFORM_WAIT_S/);
      });
});
