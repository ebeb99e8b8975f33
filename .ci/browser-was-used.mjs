// Fails where a scenario tagged @browser was skipped in a run, or none was run at all: a run alone
// is content with a machine that has no browser, the gate is not.
import fs from 'node:fs';
import process from 'node:process';

const [file = 'reports/messages.ndjson'] = process.argv.slice(2);
const messages = fs.readFileSync(file, 'utf8').trimEnd().split('\n').map(JSON.parse);
const all = (kind) => messages.map((message) => message[kind]).filter(Boolean);

const pickles = new Map(all('pickle').map((pickle) => [pickle.id, pickle]));
const pickleOfCase = new Map(
  all('testCase').map(({ id, pickleId }) => [id, pickles.get(pickleId)]),
);
const pickleOfAttempt = new Map(
  all('testCaseStarted').map(({ id, testCaseId }) => [id, pickleOfCase.get(testCaseId)]),
);
const inBrowser = new Set(
  [...pickleOfAttempt.values()].filter(({ tags }) => tags.some(({ name }) => name === '@browser')),
);
const withSkippedStep = all('testStepFinished')
  .filter(({ testStepResult: { status } }) => status === 'SKIPPED')
  .map(({ testCaseStartedId }) => pickleOfAttempt.get(testCaseStartedId));
const skipped = new Set(withSkippedStep.filter((pickle) => inBrowser.has(pickle)));

process.stdout.write(`${inBrowser.size} scenarios with @browser, ${skipped.size} skipped\n`);
for (const { name, uri } of skipped) process.stdout.write(`skipped: ${name} (${uri})\n`);
if (inBrowser.size === 0 || skipped.size > 0) process.exitCode = 1;
