import { dryRun } from './dry-run';
import { findStepProblems } from './step-findings';

/**
 * A dry run of all features: fails if a step is undefined or ambiguous, if a definition has no
 * example in the features, or if nobody says what a parameter type accepts.
 * Run by `npm run check:steps`.
 */
async function checkSteps(): Promise<void> {
  const cwd = process.cwd();
  const messages = await dryRun(cwd);
  const { problems, scenarios, definitions } = findStepProblems(messages, cwd);
  if (problems.length > 0) {
    process.stderr.write(`${problems.join('\n\n')}\n\n${problems.length} to mend\n`);
    process.exitCode = 1;
  } else if (scenarios === 0) {
    process.stderr.write('There is no scenario in features/.\n');
    process.exitCode = 1;
  } else {
    process.stdout.write(
      `${scenarios} scenarios, ${definitions} steps: none undefined, ambiguous or without an example\n`,
    );
  }
}

void checkSteps();
