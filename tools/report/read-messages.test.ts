import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { fakeMessages } from './fake-report';
import { readMessages } from './read-messages';

describe('a file of messages', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'messages-'))));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const read = (text: string) => {
    const file = path.join(folder, 'm.ndjson');
    fs.writeFileSync(file, text);
    return readMessages(file);
  };
  const messages = fakeMessages('Feature: f\n  Example: e\n    Given a\n');
  const lines = messages.map((each) => JSON.stringify(each));

  it('is read line by line', () => {
    expect(read(`${lines.join('\n')}\n`)).to.deep.equal(JSON.parse(`[${lines.join(',')}]`));
  });

  it('may end in the middle of a line, as that of a run does that was broken off', () => {
    expect(read(lines.join('\n').slice(0, -5))).to.have.length(messages.length - 1);
  });

  it('is refused when it is none, in words that say what to do or where it is wrong', () => {
    const missing = path.join(folder, 'none.ndjson');
    expect(() => readMessages(missing)).to.throw(`There is no ${missing}: run the suite first`);
    expect(() => readMessages(folder)).to.throw('cannot be read');
    expect(() => read('')).to.throw('is empty');
    expect(() => read('{}\n')).to.throw('m.ndjson:1: this line is not one of');
    expect(() => read(`${lines[0]}\nnonsense\n${lines[1]}\n`)).to.throw('m.ndjson:2: this line');
    expect(() => read('{"a":{}}\n')).to.throw('holds no messages of Cucumber');
  });
});
