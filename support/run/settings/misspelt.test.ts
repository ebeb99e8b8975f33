import { expect } from 'chai';
import { expectNoMisspelt } from './misspelt';
import { SettingError } from './setting-error';
import { readRunSettings } from './settings';

describe('a misspelt setting', () => {
  for (const [given, meant] of [
    ['BASEURL', 'BASE_URL'],
    ['base_url', 'BASE_URL'],
    ['REPORT_DIR', 'REPORTS_DIR'],
    ['DEADLINE_FACTR', 'DEADLINE_FACTOR'],
    ['EXECUTION_DELAY', 'EXECUTION_DELAY_MS'],
    ['GENERATR_SEED', 'GENERATOR_SEED'],
    ['VERBOS', 'VERBOSE'],
    ['TRANSPORTS', 'TRANSPORT'],
    ['PLATFORM_WAITS', 'PLATFORM_WAIT_S'],
  ] as const)
    it(`${given} stops the run, and is asked back`, () => {
      expect(() => expectNoMisspelt({ [given]: 'x' })).to.throw(
        SettingError,
        `${given} is no setting of the suite. Did you mean "${meant}"?`,
      );
    });

  it('is noticed at the start of a run', () => {
    expect(() => readRunSettings({ BASEURL: 'http://localhost:3000' })).to.throw('"BASE_URL"?');
  });

  it('counts for nothing beside the right one, or without a value', () => {
    expectNoMisspelt({ BASEURL: 'x', BASE_URL: 'http://localhost:3000' });
    expectNoMisspelt({ BASEURL: '' });
  });

  it('is nothing that others set', () => {
    expectNoMisspelt({
      ...{
        PORT: '1',
        HOST: 'h',
        CI: 'true',
        HOSTNAME: 'h',
        PATH: '/',
        HOME: '/',
        LOG_LEVEL: 'warn',
      },
      ...{ ENDPOINT_DELAY_MS: '0-0', RANDOM_SEED: '1', MAX_ORDERS: '5', CORS_ORIGIN: '*' },
      ...{
        BROWSER: 'x',
        BASH_ENV: 'x',
        npm_config_verbose: 'x',
        VERBOSITY: 'x',
        DATABASE_URL: 'x',
      },
    });
  });
});
