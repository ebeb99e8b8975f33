import process from 'node:process';
import { parseArgs } from 'node:util';
import { SettingError } from '../../support/run/settings/setting-error';
import { readAddress } from '../../support/run/settings/platform/address';
import { Access } from '../../support/platform/access';
import { startGateway } from './gateway';

const usage = `Puts a gateway before a platform, until Ctrl-C, to try a suite or a client behind it.

  npm run gateway -- --target http://localhost:3000 [--tls] [--prefix /trading] [--key KEY]
                     [--client-certificate] [--latency MS] [--port PORT]

  --target ADDRESS      the platform
  --tls                 HTTPS, by a certificate of tools/gateway/certificates/ca.pem
  --client-certificate  clients have to show one of that authority: client.pem there
  --prefix PATH         the path below which the platform is found
  --key KEY             what every request has to say in X-API-Key
  --latency MS          how long everything takes on its way, in either direction
  --port PORT           where it listens; a free port if nothing is said`;

/** `npm run gateway`; prints the address below which the platform is found, and nothing else. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      target: { type: 'string' },
      tls: { type: 'boolean' },
      'client-certificate': { type: 'boolean' },
      prefix: { type: 'string', default: '' },
      key: { type: 'string' },
      latency: { type: 'string', default: '0' },
      port: { type: 'string', default: '0' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const address = readAddress('--target', values.target);
  if (address === undefined) throw new SettingError('--target: give the address of the platform');
  if (!/^(\/[\w.-]+)*$/.test(values.prefix))
    throw new SettingError(`--prefix: "${values.prefix}" is not a path such as /trading`);
  const { url } = await startGateway({
    target: new Access(address.baseUrl),
    ...{ tls: values.tls ?? false, clientCertificate: values['client-certificate'] ?? false },
    ...{ prefix: values.prefix, key: values.key },
    ...{ latency: number('--latency', values.latency), port: number('--port', values.port) },
  });
  process.stdout.write(`${url}\n`);
}

function number(name: string, value: string): number {
  if (!/^\d{1,5}$/.test(value)) throw new SettingError(`${name}: "${value}" is no whole number`);
  return Number(value);
}

main().catch((error: NodeJS.ErrnoException) => {
  const isUsage = error instanceof SettingError || error.code?.startsWith('ERR_PARSE_ARGS');
  if (!isUsage && error.code !== 'EADDRINUSE') throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
