import { Writable } from 'node:stream';
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { noPlatform } from './run/settings';
import { findStepProblems } from './run/step-findings';

/**
 * A dry run of all features: fails if a step is undefined or ambiguous, or a definition unused.
 * Run by `npm run check:steps`.
 */
async function checkSteps(): Promise<void> {
  const cwd = process.cwd();
  // what Cucumber itself would print about it says less than the findings do
  const silent = new Writable({ write: (_chunk, _encoding, done: () => void) => done() });
  process.env.BASE_URL = noPlatform;
  const environment = { cwd, stdout: silent, stderr: silent };
  const { runConfiguration } = await loadConfiguration(
    { file: 'cucumber.js', profiles: ['code'], provided: { dryRun: true } },
    environment,
  );
  const messages: Envelope[] = [];
  await runCucumber(runConfiguration, environment, (message) => messages.push(message));

  const { problems, scenarios, definitions } = findStepProblems(messages, cwd);
  if (problems.length > 0) {
    process.stderr.write(`${problems.join('\n\n')}\n\n${problems.length} to mend\n`);
    process.exitCode = 1;
  } else if (scenarios === 0) {
    process.stderr.write('There is no scenario in features/.\n');
    process.exitCode = 1;
  } else {
    process.stdout.write(
      `${scenarios} scenarios, ${definitions} step definitions: none undefined, ambiguous or unused\n`,
    );
  }
}

void checkSteps();
