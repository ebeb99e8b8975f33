import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { capabilities } from '../../../contract/capabilities';
import { SettingError } from '../setting-error';
import schema from './platform.schema.json';
import { readDescription } from './read-description';
import { Secrets } from './secrets';

const [certificate = '', key = ''] = ['client.pem', 'client.key'].map((name) =>
  fs.readFileSync(path.join('tools', 'gateway', 'certificates', name), 'utf8'),
);

describe('the description of a platform', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'platform-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const written = (text: string, name = 'staging.yaml') => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  };
  const read = (text: string, env: NodeJS.ProcessEnv = {}) => readDescription(written(text), env);
  const fault = (text: string, env: NodeJS.ProcessEnv = {}) => {
    try {
      read(text, env);
    } catch (error) {
      expect(error).to.be.instanceOf(SettingError);
      return (error as Error).message.replaceAll(path.join(folder, 'staging.yaml'), 'staging.yaml');
    }
    return 'none';
  };

  it('may say nothing but where the platform is', () => {
    const found = read('baseURL: https://staging.example/trading/');
    expect(found).to.deep.include({
      ...{ baseUrl: 'https://staging.example/trading', headers: {}, secrets: [] },
      ...{ endpointDelay: { min: 100, max: 1000 }, executionDelay: { min: 1500, max: 2500 } },
      ...{
        deadlineFactor: 1,
        capabilities: undefined,
        socketIo: { path: '/socket.io', auth: undefined },
      },
    });
  });

  it('may say nothing at all', () => {
    expect(read('').baseUrl).to.equal(undefined);
  });

  it('says all else in the words that testers know', () => {
    written(certificate, 'ca.pem');
    written(`${certificate}${key}`, 'me.pem');
    const found = read(`
name: staging
baseURL: http://localhost:3000
extraHTTPHeaders: { X-Team: quality }
apiKey: { value: abcdef }
ca: ca.pem
ignoreHTTPSErrors: true
clientCertificate: { certPath: me.pem, keyPath: me.pem, passphrase: sesame }
proxy: { server: 'http://me:opensesame@proxy.example:3128', bypass: 'localhost, .example.org' }
socketIO: { path: /events, auth: { token: t0ken } }
endpointDelayMs: 0-0
executionDelayMs: 20-40
deadlineFactor: 2
capabilities: [core, websocket]
`);
    expect(found.headers).to.deep.equal({ 'X-Team': 'quality', 'X-API-Key': 'abcdef' });
    expect(found.shownHeaders).to.deep.equal({ 'X-Team': 'quality', 'X-API-Key': '•••' });
    expect(found.tls).to.deep.equal({
      ...{ ca: [certificate], rejectUnauthorized: false },
      ...{ cert: `${certificate}${key}`, key: `${certificate}${key}`, passphrase: 'sesame' },
    });
    expect(found.proxy).to.deep.equal({
      ...{ server: 'http://proxy.example:3128', bypass: ['localhost', '.example.org'] },
      ...{ username: 'me', password: 'opensesame' },
    });
    expect(found.socketIo).to.deep.equal({ path: '/events', auth: { token: 't0ken' } });
    expect(found.endpointDelay).to.deep.equal({ min: 0, max: 0 });
    expect(found.executionDelay).to.deep.equal({ min: 20, max: 40 });
    expect(found).to.include({ name: 'staging', deadlineFactor: 2 });
    expect(found.capabilities).to.deep.equal(['core', 'websocket']);
    const { mask } = maskOf(found);
    expect(mask('abcdef opensesame sesame t0ken')).to.equal('••• ••• ••• •••');
  });

  const maskOf = ({ secrets }: ReturnType<typeof read>) => {
    const all = new Secrets(secrets);
    return { mask: (text: string) => all.mask(text) };
  };

  it('takes from the environment what it says so of, and shows its name', () => {
    const found = read('bearerToken: ${TOKEN}\nextraHTTPHeaders: { X-Trace: "a-${TRACE}" }', {
      ...{ TOKEN: 'ey.very/secret', TRACE: '12345' },
    });
    expect(found.headers).to.deep.equal({
      Authorization: 'Bearer ey.very/secret',
      'X-Trace': 'a-12345',
    });
    expect(found.shownHeaders).to.deep.equal({
      Authorization: 'Bearer $TOKEN',
      'X-Trace': 'a-$TRACE',
    });
    const { mask } = maskOf(found);
    expect(mask('it said ey.very/secret and ey.very%2Fsecret')).to.equal(
      'it said $TOKEN and $TOKEN',
    );
  });

  it('sends the name and the password of an address as HTTP has it, and shows neither', () => {
    const found = read('baseURL: https://jane:pass%20word@staging.example');
    expect(found.baseUrl).to.equal('https://staging.example');
    expect(found.headers).to.deep.equal({ Authorization: 'Basic amFuZTpwYXNzIHdvcmQ=' });
    expect(found.shownHeaders).to.deep.equal({ Authorization: '•••' });
    expect(maskOf(found).mask('Basic amFuZTpwYXNzIHdvcmQ= pass word')).to.not.match(/amF|word/);
  });

  for (const [text, message] of [
    ['baseURL: localhost', 'staging.yaml, baseURL: "localhost" is not an address of a platform'],
    ['baseUrl: http://a', 'staging.yaml: there is no "baseUrl"; there are name, baseURL,'],
    ['baseUrl: http://a', 'Did you mean "baseURL"?'],
    [
      'capabilities: [idempotence]',
      'staging.yaml, capabilities, entry 1: "idempotence" is not one',
    ],
    ['capabilities: [idempotence]', 'Did you mean "idempotency"?'],
    ['deadlineFactor: slow', 'staging.yaml, deadlineFactor: "slow" must be number'],
    ['endpointDelayMs: fast', 'staging.yaml, endpointDelayMs: "fast" is not such as 100-1000'],
    ['apiKey: {}', 'staging.yaml, apiKey: value is missing'],
    ['bearerToken: ${NO_SUCH}', 'staging.yaml, bearerToken: NO_SUCH is not set in the environment'],
    ['ca: staging.yaml', '"staging.yaml" holds no certificate in PEM that can be read'],
    [
      'clientCertificate: { certPath: staging.yaml, keyPath: staging.yaml }',
      '"staging.yaml" holds no key in PEM that can be read',
    ],
    ['ca: none.pem', 'staging.yaml: there is no file "none.pem" beside it'],
    [
      'proxy: { server: nowhere }',
      'staging.yaml, proxy, server: "nowhere" is not the address of a',
    ],
    ['bearerToken: abc\nhttpCredentials: { username: a, password: b }', 'give one of them'],
    ['extraHTTPHeaders: { "a b": c }', 'staging.yaml, extraHTTPHeaders, a b: this is no header'],
    ['a: [', 'staging.yaml: '],
    ['executionDelayMs: 40-20', 'staging.yaml, executionDelayMs: "40-20" ends before it begins'],
  ] as const)
    it(`refuses ${text.replace('\n', ', ')}`, () => {
      expect(fault(text)).to.include(message);
    });

  it('tells no secret where it is at fault', () => {
    const told = fault('endpointDelayMs: ${TOKEN}', { TOKEN: 'sesame' });
    expect(told).to.equal('staging.yaml, endpointDelayMs: "$TOKEN" is not such as 100-1000');
  });

  it('tells all faults at once', () => {
    expect(fault('x: 1\nname: 5').split('\n')).to.have.length(2);
  });

  it('asks back for a file that is not there', () => {
    const file = written('');
    expect(() => readDescription(file.replace('staging', 'stagin'), {})).to.throw(
      SettingError,
      /^PLATFORM: there is no file ".*stagin\.yaml".* Did you mean ".*staging\.yaml"\?$/,
    );
  });

  it('knows the capabilities of the contract', () => {
    expect(schema.properties.capabilities.items.enum).to.deep.equal([...capabilities]);
  });
});
