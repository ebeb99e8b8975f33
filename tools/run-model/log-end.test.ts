import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { endOfLog } from './log-end';

describe('the end of a log', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'log-'))));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const end = (text: string) => {
    const file = path.join(folder, 'platform.log');
    fs.writeFileSync(file, text);
    return endOfLog(file);
  };

  it('is all of a short one', () => {
    expect(end('one\ntwo\n')).to.equal('one\ntwo\n');
  });

  it('is the last whole lines of a long one', () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `line ${index}`);
    const text = end(`${lines.join('\n')}\n`);
    expect(text).to.have.length.within(10_000, 16_000);
    expect(text.split('\n')[0]).to.match(/^line \d{4}$/);
    expect(text.endsWith('line 9999\n')).to.equal(true);
  });

  it('is empty where there is none', () => {
    expect(endOfLog(path.join(folder, 'none.log'))).to.equal('');
  });
});
