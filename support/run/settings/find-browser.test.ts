import { expect } from 'chai';
import { SettingError } from './setting-error';
import { findBrowser } from './find-browser';

describe('findBrowser', () => {
  const on = (platform: NodeJS.Platform, files: string[], env: NodeJS.ProcessEnv) =>
    findBrowser(env, { platform, home: '/Users/qa', isFile: (file) => files.includes(file) });
  const PATH = '/usr/local/bin:/usr/bin';

  it('finds none where none is installed', () => {
    expect(on('linux', [], { PATH })).to.equal(undefined);
    expect(on('linux', [], {})).to.equal(undefined);
    expect(on('darwin', [], {})).to.equal(undefined);
    expect(on('win32', [], {})).to.equal(undefined);
  });

  it('looks along PATH on Linux, for Chromium first', () => {
    const files = ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser'];
    expect(on('linux', files, { PATH })).to.equal('/usr/bin/chromium');
    expect(on('linux', files.slice(0, 1), { PATH })).to.equal(files[0]);
    expect(on('linux', ['/snap/bin/chromium'], { PATH })).to.equal('/snap/bin/chromium');
  });

  it('looks among the applications of everybody and of the user on macOS', () => {
    const chrome = '/Users/qa/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(on('darwin', [chrome], {})).to.equal(chrome);
  });

  it('looks among the installed programs on Windows, where Edge always is', () => {
    const edge = String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`;
    const env = { 'PROGRAMFILES(X86)': String.raw`C:\Program Files (x86)` };
    expect(on('win32', [edge], env)).to.equal(edge);
  });

  it('takes the one that BROWSER_PATH names before any other', () => {
    const env = { PATH, BROWSER_PATH: '/opt/brave' };
    expect(on('linux', ['/opt/brave', '/usr/bin/chromium'], env)).to.equal('/opt/brave');
  });

  it('refuses a BROWSER_PATH that names no file, and does not look elsewhere', () => {
    const env = { PATH, BROWSER_PATH: '/opt/none' };
    expect(() => on('linux', ['/usr/bin/chromium'], env)).to.throw(
      SettingError,
      'BROWSER_PATH: "/opt/none" is not the file of a browser',
    );
  });
});
