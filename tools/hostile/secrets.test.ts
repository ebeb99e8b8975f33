import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { filesIn } from './judge';
import { runKind } from './run-kind';

const username = 'tester-of-h3';
const password = 'pa55 w0rd/ü';
/** Every form in which the password could be read. */
const readable = [
  password,
  encodeURIComponent(password),
  Buffer.from(`${username}:${password}`).toString('base64'),
  JSON.stringify(password).slice(1, -1),
];

describe('a password in BASE_URL', function () {
  this.timeout(120_000);

  it('is in nothing that a run prints or writes, though the platform says it again and again', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
    try {
      const part = [
        '--tags',
        '(@PLACE-4 or @LIFE-1 or @HEALTH-1) and not (@timing or @own-platform)',
      ];
      const { exitCode } = await runKind({ name: 'echo', echoes: true }, folder, part, {
        username,
        password,
      });
      expect(exitCode).to.equal(1);
      const files = filesIn(folder);
      expect(files.length).to.be.above(10);
      const telling = files.filter((file) => {
        const text = fs.readFileSync(file, 'utf8');
        return readable.some((each) => text.includes(each));
      });
      expect(telling).to.deep.equal([]);
      const shown = fs.readFileSync(path.join(folder, 'errors.txt'), 'utf8');
      expect(shown, 'it was said').to.include('"authorization"').and.include('•••');
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
