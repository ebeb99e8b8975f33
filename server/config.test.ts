import path from 'node:path';
import { expect } from 'chai';
import { ConfigError, readConfig } from './config';

describe('settings', () => {
  it('have defaults, for empty variables too', () => {
    const defaults = {
      port: 3000,
      host: '0.0.0.0',
      endpointDelay: { fromMs: 100, toMs: 1000 },
      executionDelay: { fromMs: 1500, toMs: 2500 },
      randomSeed: undefined,
      simulationControls: true,
      maxOrders: 1_000_000,
      maxConnections: 8000,
      maxRequests: 8000,
      maxSubscriptions: 1000,
      corsOrigins: '*',
      logLevel: 'info',
      reportsDir: path.resolve('reports'),
    };
    expect(readConfig({})).to.deep.equal(defaults);
    expect(readConfig({ PORT: '', RANDOM_SEED: '', REPORTS_DIR: '' })).to.deep.equal(defaults);
  });

  it('can all be set', () => {
    expect(
      readConfig({
        PORT: '0',
        HOST: '::1',
        ENDPOINT_DELAY_MS: '0-0',
        EXECUTION_DELAY_MS: '5-5',
        RANDOM_SEED: '-42',
        SIMULATION_CONTROLS: 'off',
        MAX_ORDERS: '1',
        MAX_CONNECTIONS: '2',
        MAX_REQUESTS: '3',
        MAX_SUBSCRIPTIONS: '4',
        CORS_ORIGIN: 'https://a.example, http://localhost:8080',
        LOG_LEVEL: 'silent',
        REPORTS_DIR: path.resolve('elsewhere'),
      }),
    ).to.deep.equal({
      port: 0,
      host: '::1',
      endpointDelay: { fromMs: 0, toMs: 0 },
      executionDelay: { fromMs: 5, toMs: 5 },
      randomSeed: -42,
      simulationControls: false,
      maxOrders: 1,
      maxConnections: 2,
      maxRequests: 3,
      maxSubscriptions: 4,
      corsOrigins: ['https://a.example', 'http://localhost:8080'],
      logLevel: 'silent',
      reportsDir: path.resolve('elsewhere'),
    });
  });

  for (const [given, meant] of [
    ['CORS_ORIGINS', 'CORS_ORIGIN'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['ENDPOINT_DELAY', 'ENDPOINT_DELAY_MS'],
    ['random_seed', 'RANDOM_SEED'],
  ] as const)
    it(`ask for ${meant} where ${given} is given`, () => {
      expect(() => readConfig({ [given]: 'x' })).to.throw(
        ConfigError,
        `${given}: "x" is given to no setting of the platform; did you mean ${meant}?`,
      );
    });

  it('leave alone what is empty, beside the right one, or not alike', () => {
    readConfig({ LOGLEVEL: '', MAX_ORDER: '5', MAX_ORDERS: '6' });
    readConfig({ POST: 'x', Host: 'x', HOSTS: 'x', LOG_LEVELS_X: 'x', BASE_URL: 'x', CI: 'true' });
  });

  const faults: [variable: string, value: string, why: string][] = [
    ['PORT', '65536', 'is not a whole number from 0 to 65535'],
    ['PORT', '-1', 'is not a whole number from 0 to 65535'],
    ['PORT', '0x10', 'is not a whole number from 0 to 65535'],
    ['HOST', 'a b', 'is not a host name or an IP address'],
    ['ENDPOINT_DELAY_MS', 'fast', 'is not a range of milliseconds such as 100-1000'],
    ['ENDPOINT_DELAY_MS', '100', 'is not a range of milliseconds such as 100-1000'],
    ['ENDPOINT_DELAY_MS', '2-1', 'is a range that ends before it begins'],
    ['EXECUTION_DELAY_MS', '1.5-2', 'is not a range of milliseconds such as 100-1000'],
    ['EXECUTION_DELAY_MS', '0-9999999999', 'is longer than 2147483647 milliseconds'],
    ['RANDOM_SEED', '1.5', 'is not a whole number from -2147483648 to 2147483647'],
    ['SIMULATION_CONTROLS', 'yes', 'is not one of on, off'],
    ['MAX_ORDERS', '0', 'is not a whole number from 1 to 100000000'],
    ['MAX_CONNECTIONS', '0', 'is not a whole number from 1 to 1000000'],
    ['MAX_REQUESTS', 'many', 'is not a whole number from 1 to 1000000'],
    ['MAX_SUBSCRIPTIONS', '1e3', 'is not a whole number from 1 to 1000000'],
    ['LOG_LEVEL', 'loud', 'is not one of fatal, error, warn, info, debug, trace, silent'],
  ];
  for (const [variable, value, why] of faults) {
    it(`refuse ${variable}=${value}`, () => {
      expect(() => readConfig({ [variable]: value })).to.throw(
        ConfigError,
        `${variable}: "${value}" ${why}`,
      );
    });
  }

  for (const value of [
    'a.example',
    'https://a.example/',
    'ftp://a.example',
    '*,https://a.example',
  ]) {
    it(`refuse CORS_ORIGIN=${value}`, () => {
      expect(() => readConfig({ CORS_ORIGIN: value })).to.throw(ConfigError, /^CORS_ORIGIN: "/);
    });
  }

  it('are refused in a single line, whatever is in them', () => {
    expect(() => readConfig({ PORT: 'a\nb' })).to.throw(ConfigError, /^PORT: "a\\nb" is not .*$/);
  });
});
