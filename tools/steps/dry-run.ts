import { handOver } from '../../support/run/settings/handed-over';
import { Writable } from 'node:stream';
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { noPlatform } from '../../support/run/settings/settings';

/** Matches all features with the steps, without running any. @returns what Cucumber says of it */
export async function dryRun(cwd: string): Promise<Envelope[]> {
  // what Cucumber itself would print about it says less than what is made of its messages
  const silent = new Writable({ write: (_chunk, _encoding, done: () => void) => done() });
  handOver('PLATFORM_ADDRESS', noPlatform);
  const environment = { cwd, stdout: silent, stderr: silent };
  const { runConfiguration } = await loadConfiguration(
    { file: 'cucumber.js', profiles: ['code'], provided: { dryRun: true } },
    environment,
  );
  const messages: Envelope[] = [];
  await runCucumber(runConfiguration, environment, (message) => messages.push(message));
  return messages;
}
