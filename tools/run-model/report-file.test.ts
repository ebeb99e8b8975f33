import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { orSay, writeReport } from './report-file';

describe('the file of a report', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'report-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const broken: Record<string, string> = {
    'a.xml': '<a><![CDATA[ ]]> ]]></a>',
    'a.svg': '<svg><g></svg>',
    'a.json': '{"a":}',
    'a.html': '<!doctype html><p class="a" class="b">',
  };
  for (const [name, text] of Object.entries(broken))
    it(`is not written where it is not well-formed: ${name}`, () => {
      expect(() => writeReport(path.join(folder, name), text)).to.throw();
      expect(fs.readdirSync(folder)).to.be.empty;
    });

  it('is written where it is', () => {
    for (const [name, text] of Object.entries({ 'a.xml': '<a/>', 'a.json': '{}', 'a.txt': 'x' }))
      writeReport(path.join(folder, name), text);
    expect(fs.readdirSync(folder)).to.deep.equal(['a.json', 'a.txt', 'a.xml']);
  });

  it('is not left as it was, and the run fails, where it cannot be written', () => {
    const file = path.join(folder, 'a.xml');
    fs.writeFileSync(file, 'of an earlier run');
    const before = [process.exitCode, process.listeners('exit')] as const;
    try {
      orSay(file, () => {
        throw new Error('no space');
      });
      expect(process.exitCode).to.equal(1);
      for (let again = 0; again < 20; again += 1)
        orSay(file, () => {
          throw new Error('still none');
        });
      expect(process.listenerCount('exit')).to.equal(before[1].length + 1);
      expect(fs.existsSync(file)).to.equal(false);
    } finally {
      const [exitCode, listeners] = before;
      process.exitCode = exitCode;
      for (const each of process.listeners('exit'))
        if (!listeners.includes(each)) process.off('exit', each);
    }
  });
});
