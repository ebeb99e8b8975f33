import { expect } from 'chai';
import { SettingError } from './setting-error';
import { isOnBuildServer, readRunSettings, readVerbose } from './settings';

describe('the settings of a run', () => {
  it('start a platform when BASE_URL is not set, or empty', () => {
    const { platform, platformWaitSeconds } = readRunSettings({});
    expect(platform.baseUrl).to.equal(undefined);
    expect(platformWaitSeconds).to.equal(30);
    expect(readRunSettings({ BASE_URL: ' ' }).platform.baseUrl).to.equal(undefined);
  });

  it('take an address with or without a slash at its end, and keep its path', () => {
    expect(readRunSettings({ BASE_URL: 'http://localhost:3000/' }).platform.baseUrl).to.equal(
      'http://localhost:3000',
    );
    expect(
      readRunSettings({ BASE_URL: ' https://desk.example/trading/ ' }).platform.baseUrl,
    ).to.equal('https://desk.example/trading');
  });

  for (const value of [
    'localhost:3000',
    'ftp://desk.example',
    'http://',
    'nonsense',
    'http://a/?b',
  ])
    it(`refuse BASE_URL="${value}", naming it and the value`, () => {
      expect(() => readRunSettings({ BASE_URL: value }))
        .to.throw(SettingError)
        .with.property('message')
        .that.includes('BASE_URL')
        .and.includes(value);
    });

  for (const value of ['soon', '0', '-1', '3601'])
    it(`refuse PLATFORM_WAIT_S="${value}"`, () => {
      expect(() => readRunSettings({ PLATFORM_WAIT_S: value })).to.throw(
        SettingError,
        `PLATFORM_WAIT_S: "${value}"`,
      );
    });

  it('refuse a BROWSER_PATH that names no file', () => {
    expect(() => readRunSettings({ BROWSER_PATH: '/no/such/browser' })).to.throw(
      SettingError,
      'BROWSER_PATH: "/no/such/browser"',
    );
  });

  it('refuse a REPORTS_DIR that is a file', () => {
    expect(() => readRunSettings({ REPORTS_DIR: 'package.json' })).to.throw(
      SettingError,
      'REPORTS_DIR: "package.json" is a file',
    );
  });

  it('are verbose with VERBOSE=1 alone, and refuse what is neither 1 nor 0', () => {
    expect(
      [{}, { VERBOSE: '' }, { VERBOSE: '0' }, { VERBOSE: ' 1 ' }].map(readVerbose),
    ).to.deep.equal([...[false, false, false, true]]);
    expect(() => readRunSettings({ VERBOSE: 'yes' })).to.throw(SettingError, 'VERBOSE: "yes"');
  });

  it('know a build server by CI', () => {
    expect([{ CI: 'true' }, { CI: '1' }, { CI: 'yes' }].every(isOnBuildServer)).to.equal(true);
    expect([{}, { CI: '' }, { CI: 'false' }, { CI: '0' }].some(isOnBuildServer)).to.equal(false);
  });

  it('take a fraction of a second', () => {
    expect(readRunSettings({ PLATFORM_WAIT_S: '0.5' }).platformWaitSeconds).to.equal(0.5);
  });
});
