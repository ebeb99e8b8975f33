import { expect } from 'chai';
import { SettingError } from '../run/settings/setting-error';
import { proxyOfEnvironment } from '../run/settings/platform/proxy-of-environment';
import { proxyFor } from './proxy';

describe('the proxy on the way to a platform', () => {
  const server = 'http://proxy.example:3128';
  const isUsed = (address: string, ...bypass: string[]) =>
    proxyFor(new URL(address), { server, bypass }) !== undefined;

  it('is the one that is named, or none', () => {
    expect(proxyFor(new URL('http://desk.example'), undefined)).to.equal(undefined);
    expect(isUsed('http://desk.example')).to.equal(true);
  });

  for (const [bypass, address, isPassedBy] of [
    ['desk.example', 'http://desk.example/trading', true],
    ['DESK.example', 'http://desk.example', true],
    ['desk.example', 'http://eu.desk.example', true],
    ['.desk.example', 'http://eu.desk.example', true],
    ['*.desk.example', 'http://eu.desk.example', true],
    ['.desk.example', 'http://desk.example', false],
    ['desk.example', 'http://newdesk.example', false],
    ['desk.example:443', 'https://desk.example', true],
    ['desk.example:443', 'http://desk.example', false],
    ['127.0.0.1', 'http://127.0.0.1:3000', true],
    ['*', 'http://desk.example', true],
  ] as const)
    it(`is ${isPassedBy ? 'passed by' : 'used'} for ${address} where ${bypass} is an exception`, () => {
      expect(isUsed(address, bypass)).to.equal(!isPassedBy);
    });

  describe('that the environment names', () => {
    const env = {
      HTTP_PROXY: 'http://plain.example:1',
      HTTPS_PROXY: 'http://me:sesame@secure.example:2',
      no_proxy: 'localhost, .example.org',
    };

    it('is that for the address, with who asks and the exceptions', () => {
      expect(proxyOfEnvironment('http:', env)?.server).to.equal('http://plain.example:1');
      expect(proxyOfEnvironment('https:', env)).to.deep.equal({
        ...{ server: 'http://secure.example:2', username: 'me', password: 'sesame' },
        bypass: ['localhost', '.example.org'],
      });
    });

    it('is named in lower case first, and need not be', () => {
      expect(proxyOfEnvironment('http:', { ...env, http_proxy: 'http://lower.example:3' })).to.include({ server: 'http://lower.example:3' }); // prettier-ignore
      expect(proxyOfEnvironment('http:', {})).to.equal(undefined);
    });

    it('is refused by the name of its variable where it is no address', () => {
      expect(() => proxyOfEnvironment('https:', { HTTPS_PROXY: 'nowhere' })).to.throw(
        SettingError,
        'HTTPS_PROXY: "nowhere" is not the address of a proxy',
      );
    });
  });
});
