import { environmentWith } from '../../support/run/settings/handed-over';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { startGateway, type Gateway } from '../gateway/gateway';
import { LocalPlatform, PlatformStartError } from '../../support/platform/local-platform';
import { Access } from '../../support/platform/access';
import { UnhealthyError, waitUntilHealthy } from '../../support/platform/health';
import { sayAside } from '../../support/evidence/printable';
import { openReportsFolder } from '../../support/run/reports-folder';
import { SettingError } from '../../support/run/settings/setting-error';
import { readReportsFolder, readRunSettings } from '../../support/run/settings/settings';
import { ChoiceError, chosenLoads, loadsIn } from './choice';
import { install, InstallError } from './install';
import { outcomeText, type ArtilleryReport, type LoadOutcome } from './outcome';

const folder = path.join('tools', 'artillery', 'loads');
const artillery = path.join('node_modules', 'artillery', 'bin', 'run');

/** `npm run load`: runs the loads of Artillery one after the other. Its exit code is their verdict. */
async function main(): Promise<void> {
  const loads = chosenLoads(process.argv.slice(2), loadsIn(folder));
  const { platform: described, platformWaitSeconds } = readRunSettings();
  const { baseUrl: given } = described;
  const reports = path.resolve(readReportsFolder(), 'load');
  openReportsFolder(reports);
  install(folder);

  const waitMs = platformWaitSeconds * 1000;
  const logFile = path.join(reports, 'platform.log');
  const local = given === undefined ? new LocalPlatform({ logFile, onDeath }) : undefined;
  process.once('exit', () => local?.kill());
  process.on('SIGINT', () => undefined); // Artillery gets it too, and ends with what it has
  const baseUrl = given ?? (await local!.listening(waitMs));
  const access = Access.underTest(baseUrl);
  await waitUntilHealthy(access, waitMs);
  const way = await wayFor(access);

  const outcomes: LoadOutcome[] = [];
  for (const name of loads) outcomes.push(await run(name, way?.url ?? baseUrl, reports));
  await way?.close();
  await local?.stop();
  process.stdout.write(`\n${outcomeText(outcomes)}\nReports: ${reports}\n`);
  if (outcomes.some(({ passed }) => !passed)) process.exitCode = 1;
}

/**
 * Artillery knows addresses alone: what else the description of a platform says is said on the way.
 * @returns undefined where the address is enough
 * @throws SettingError for what cannot be said there
 */
async function wayFor(access: Access): Promise<Gateway | undefined> {
  const { file = '', headers, tls, proxy, socketIo } = access.description;
  if (socketIo.auth !== undefined || socketIo.path !== '/socket.io')
    throw new SettingError(
      `${file}, socketIO: Artillery's loads connect at /socket.io, without auth`,
    );
  const isEnough = Object.keys({ ...headers, ...tls }).length === 0 && proxy === undefined;
  return isEnough && access.prefix === '' ? undefined : startGateway({ target: access });
}

async function run(name: string, baseUrl: string, reports: string): Promise<LoadOutcome> {
  const output = path.join(reports, `${name}.json`);
  fs.rmSync(output, { force: true });
  process.stdout.write(`\n── ${name}: ${folder}/${name}.yml against ${baseUrl}\n`);
  const child = spawn(
    process.execPath,
    [artillery, 'run', `${name}.yml`, '--target', baseUrl, '--output', output],
    {
      cwd: folder,
      stdio: 'inherit',
      env: environmentWith({ ARTILLERY_DISABLE_TELEMETRY: 'true' }),
    },
  );
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { name, passed: code === 0, report: readReport(output) };
}

function readReport(file: string): ArtilleryReport | undefined {
  if (!fs.existsSync(file)) return undefined;
  return JSON.parse(fs.readFileSync(file, 'utf8')) as ArtilleryReport;
}

function onDeath(how: string): void {
  process.exitCode = 1;
  sayAside(`\nThe platform ended while it was under load (${how}).`);
}

main().catch((error: unknown) => {
  const known = [ChoiceError, InstallError, PlatformStartError, SettingError];
  if (error instanceof UnhealthyError)
    sayAside(`The platform never became healthy.\n  ${error.message}`);
  else if (known.some((kind) => error instanceof kind)) sayAside((error as Error).message);
  else throw error;
  process.exit(1);
});
