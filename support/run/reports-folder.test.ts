import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { openReportsFolder } from './reports-folder';
import { SettingError } from './settings/setting-error';

describe('the folder of the reports', () => {
  it('is made where there is none, and left empty', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reports-'));
    openReportsFolder(path.join(folder, 'a', 'b'));
    expect(fs.readdirSync(path.join(folder, 'a', 'b'))).to.be.empty;
    fs.rmSync(folder, { recursive: true });
  });

  it('is refused where it can never be', () => {
    const impossible = ['package.json/reports', ...(fs.existsSync('/proc/self') ? ['/proc/nope', '/proc/a/b'] : [])]; // prettier-ignore
    for (const folder of impossible)
      expect(() => openReportsFolder(folder), folder).to.throw(SettingError, `REPORTS_DIR: nothing can be written in "${folder}"`); // prettier-ignore
  });
});
