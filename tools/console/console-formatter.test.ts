import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { IFormatterOptions } from '@cucumber/cucumber';
import { SourceMediaType, StepDefinitionPatternType, type Envelope } from '@cucumber/messages';
import { expect } from 'chai';
import type { Failure } from '../../support/contract/failure';
import { visible } from '../../support/contract/visible';
import { RunInfo } from '../../support/run/run-info';
import ConsoleFormatter from './console-formatter';
import { fakeRun, type FakeOutcome } from '../run-model/fake-run';
import { dataMediaTypes, whySkipped } from '../../support/evidence/data-attachment';

const feature = `Feature: Cancelling orders
  Rule: Only a pending order can be cancelled
    Example: A pending order can be cancelled
      Given a PENDING order
      Then the order should be CANCELLED
    Scenario Outline: It stays <status>
      Then the order should be <status>
      Examples: final statuses
        | status    | reason |
        | EXECUTED  | filled |
        | CANCELLED | asked  |
`;
const failure: FakeOutcome = {
  status: 'FAILED',
  message: 'Failure: LIFE-1 is broken\n    at TradingWorld.<anonymous> (order.steps.ts:12:23)',
  attachments: [
    {
      mediaType: dataMediaTypes.failures,
      body: JSON.stringify([
        {
          ...{ kind: 'broken', clause: 'LIFE-1', sentence: 'an order is not executed' },
          ...{ expected: 'EXECUTED', seen: 'CANCELLED' },
        },
      ]),
    },
  ],
};

const undefinedStep = fakeRun(feature, (step) =>
  step === 'a PENDING order' ? { status: 'UNDEFINED' } : { status: 'SKIPPED' },
);

describe('the console', () => {
  it('prints a line a scenario, with rule and row, and ends with the plain verdict', async () => {
    const lines = await print(fakeRun(feature, () => undefined));
    const rule = 'Only a pending order can be cancelled';
    expect(lines).to.include(`✔ … › ${rule} › A pending order can be cancelled  1.5 s`);
    expect(lines).to.include(`✔ … › ${rule} › It stays EXECUTED [final statuses: filled]  1.0 s`);
    for (const line of lines) expect(line.length, line).to.be.at.most(100);
    expect(lines.at(-1)).to.equal('3 passed, 0 failed');
  });

  it('counts whatever has not passed or been skipped as failed', async () => {
    const outcomes: Record<string, FakeOutcome> = {
      'a PENDING order': { status: 'UNDEFINED' },
      'the order should be EXECUTED': { status: 'SKIPPED' },
    };
    const lines = await print(fakeRun(feature, (step) => outcomes[step]));
    expect(lines.at(-1)).to.equal('1 passed, 1 failed, 1 skipped');
  });

  it('says why scenarios were skipped, where a hook has given the reason', async () => {
    const skipped: FakeOutcome = {
      status: 'SKIPPED',
      attachments: [{ fileName: whySkipped, body: 'no Chromium found' }],
    };
    const lines = await print(fakeRun(feature, () => skipped));
    expect(lines).to.include('Skipped    3: no Chromium found');
    const silent = await print(fakeRun(feature, () => ({ status: 'SKIPPED' })));
    expect(silent.join('\n')).not.to.match(/^Skipped/m);
  });

  it('says the cause at once and again in full: words, values, place, steps, evidence', async () => {
    const evidence = { fileName: 'requests.txt', body: 'POST /orders\n201 after 5 ms' };
    const lines = await print(
      fakeRun(feature, (step) => {
        if (step === 'the order should be EXECUTED') return failure;
        return step === 'hook' ? { attachments: [evidence] } : undefined;
      }),
    );
    const said = 'LIFE-1 is broken: an order is not executed';
    expect(lines).to.include(`    ${said}`);
    const full = lines.slice(lines.indexOf('Failures'));
    expect(full).to.include('   features/orders/fake.feature:10');
    const order = [said, 'expected    EXECUTED', 'seen        CANCELLED', '✘ Then', '── requests'];
    const found = order.map((part) => full.findIndex((line) => line.includes(part)));
    expect(found, order.join(' | ')).to.deep.equal([...found].sort((a, b) => a - b));
    expect(found).not.to.include(-1);
  });

  it('tells what passed only when tried again, and why each attempt before failed', async () => {
    const messages = fakeRun(
      feature,
      (step, attempt) =>
        step === 'the order should be EXECUTED' && attempt < 2 ? failure : undefined,
      2,
    );
    const lines = await print(messages, { strictFlaky: true });
    const title =
      'Cancelling orders › Only a pending order can be cancelled › It stays EXECUTED [final statuses: filled]';
    expect(lines.filter((line) => /^↻ … › .*, tried again/.test(line))).to.have.lengthOf(2);
    expect(lines.join('\n')).to.match(/^↻ … › .*, passed at attempt 3 {2}1.0 s$/m);
    const told = lines.slice(lines.indexOf('Flaky: passed only when tried again'));
    expect(told).to.include(`1) ${title}`).and.include('   features/orders/fake.feature:10');
    const cause = 'failed: Failure: LIFE-1 is broken';
    expect(told).to.include(`   Attempt 1 ${cause}`).and.include(`   Attempt 2 ${cause}`);
    expect(told).to.include('Scenarios  3 (2 passed, 1 flaky)');
    expect(lines).to.include('Flaky scenarios fail this run, because it is a strict one.');
    expect(lines.at(-1)).to.equal('2 passed, 1 flaky, 0 failed');
    expect((await print(messages)).join('\n')).to.not.include('strict');
  });

  it('counts what fails at every attempt as failed, once', async () => {
    const never = (step: string) => (step === 'the order should be EXECUTED' ? failure : undefined);
    expect((await print(fakeRun(feature, never, 2))).at(-1)).to.equal('2 passed, 1 failed');
  });

  it('gives the snippet for an undefined step, and the file that it belongs in', async () => {
    const [step] = undefinedStep.flatMap(({ pickle }) => pickle?.steps ?? []);
    const snippets = [{ language: 'typescript', code: 'SNIPPET' }];
    const suggestion = { id: 's', pickleStepId: step?.id ?? '', snippets };
    const text = (await print([{ suggestion }, ...undefinedStep])).join('\n');
    expect(text)
      .to.match(/write it in step-definitions\/.+\.steps\.ts/)
      .and.include('SNIPPET');
    expect(text).to.include('no step is defined for "a PENDING order".\n');
  });

  it('asks for an undefined step whether one that is like it was meant', async () => {
    const stepDefinition = {
      id: 'd',
      pattern: {
        source: 'a PENDNIG order',
        type: StepDefinitionPatternType.CUCUMBER_EXPRESSION,
      },
      sourceReference: {},
    };
    const lines = await print([{ stepDefinition }, ...undefinedStep]);
    const question = 'no step is defined for "a PENDING order". Did you mean "a PENDNIG order"?';
    expect(lines.join(' ').replace(/\s+/g, ' ')).to.include(question);
  });

  it('tells of what goes against the rules of writing, at most five places, above the verdict', async () => {
    const whens = Array.from({ length: 7 }, () => '      When the order is cancelled');
    const data = `Feature: f\n  Who needs this\n  Rule: r\n    Example: e\n${whens.join('\n')}\n`;
    const uri = 'features/orders/fake.feature';
    const source = { uri, data, mediaType: SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN };
    const lines = await print([{ source }, ...fakeRun(data, () => undefined)]);
    expect(lines.join('\n'))
      .to.match(/Writing {4}\d+ places go against the rules of writing; npm run lint:features/)
      .and.include(`           ${uri}:6  `)
      .and.match(/ {11}…\n\n1 passed, 0 failed$/);
    expect(lines.join('\n').match(/^(Writing)? +features\S+:\d/gm)).to.have.lengthOf(5);
  });

  it('shows what is for everybody to see also when all is well', async () => {
    const table = { fileName: 'load.console.txt', body: '| mean | 2001 |' };
    const lines = await print(
      fakeRun(feature, (step) => (step === 'a PENDING order' ? { attachments: [table] } : {})),
    );
    expect(lines).to.include('  | mean | 2001 |');
  });

  it('counts a scenario that never ended as failed', async () => {
    const messages = fakeRun(feature, () => undefined);
    const lost = messages.findIndex(({ testCaseFinished }) => testCaseFinished !== undefined);
    const lines = await print(messages.filter((_, index) => index !== lost));
    expect(lines.at(-1)).to.equal('2 passed, 1 failed');
    expect(lines.join('\n')).to.include('did not end');
  });

  it('tells of many scenarios by their number, prints one of each reason, and ends with all reasons', async () => {
    const examples = Array.from(
      { length: 150 },
      (_, index) => `  Example: number ${index}\n    Given ${index % 2 ? 'a' : 'b'} ${index}\n`,
    );
    const lines = await print(
      fakeRun(`Feature: f\n${examples.join('')}`, (step) => (step.startsWith('a ') ? failure : {})),
    );
    expect(lines.filter((line) => line.startsWith('✔'))).to.deep.equal([]);
    expect(lines.filter((line) => /^✘ .*LIFE-1$/.test(line))).to.have.lengthOf(75);
    expect(lines).to.include('75 scenarios fail, for 1 reason');
    expect(lines.filter((line) => /^1\) /.test(line))).to.have.lengthOf(1);
    expect(lines.filter((line) => /^2\) /.test(line))).to.deep.equal([]);
    expect(lines.slice(-12).join('\n')).to.include('LIFE-1  A PENDING order is executed by itself');
    expect(lines.at(-1)).to.equal('75 passed, 75 failed');
  });

  it('names the platform, the order and the reports; and says loudly that the platform died', async () => {
    const info = new RunInfo();
    info.platform = { baseUrl: 'http://x', version: '1.2.3', own: true, died: 'exit code 7' };
    const lines = await print(
      fakeRun(feature, () => undefined),
      { info },
    );
    const text = lines.join('\n');
    expect(text).to.include('1.2.3 at http://x, started for this run');
    expect(text).to.include('--order random:42');
    expect(text).to.include('out/bdd-report.html');
    expect(text).to.include('THE PLATFORM ENDED DURING THE RUN (exit code 7)');
  });

  it('says in a sentence what the platform keeps of the contract, where the whole suite was run', async () => {
    const tagged = feature.replace('  Rule:', '  @LIFE-1 @CANCEL-1\n  Rule:');
    const run = fakeRun(tagged, (step) => (step.endsWith('EXECUTED') ? failure : undefined));
    const lines = await print(run);
    expect(lines.find((line) => line.startsWith('Contract'))).to.match(
      /^Contract {3}The platform keeps 1 of \d\d clauses of the whole contract: 1 broken, \d\d not exercised$/,
    );
    expect((await print(run, { tags: '@cancel' })).join('\n')).not.to.include('clauses of');
  });

  it('shows what a platform sends and never obeys it, in colours of its own', async () => {
    const hostile = '\x1b[2J\x9b31m\u202ex\r##vso[a]b\n::error::c\n9 passed, 0 failed';
    const seen: Failure = { kind: 'broken', clause: 'LIFE-1', sentence: hostile, seen: hostile };
    const failures = { mediaType: dataMediaTypes.failures, body: JSON.stringify([seen]) };
    const evidence = { fileName: 'requests.txt', body: hostile };
    const run = fakeRun(feature, (step) =>
      step === 'hook'
        ? { attachments: [evidence] }
        : { status: 'FAILED', message: hostile, attachments: [failures] },
    );
    const info = new RunInfo();
    info.platform = { baseUrl: 'http://x', version: hostile, own: false };
    const red = (text: string) => `\x1b[31m${text}\x1b[39m`;
    const lines = await print(run, { info }, red);
    const text = lines.join('\n');
    expect(text).to.include('\x1b[31mFailures');
    const others = text.replaceAll('\x1b[31m', '').replaceAll('\x1b[39m', '');
    expect(others).to.equal(visible(others)).and.include('\\u001b[2J\\u009b31m\\u202ex\\r');
    expect(lines.filter((line) => line.endsWith('9 passed, 0 failed') && /^9/.test(line))).to.be.empty; // prettier-ignore
    expect(lines.at(-1)).to.equal('0 passed, 3 failed');
  });

  it('says nothing at the end of a run that never began', async () => {
    expect(await print([])).to.deep.equal(['']);
  });
});

/** Lets the formatter follow these messages, and gives what it printed in lines. */
async function print(
  messages: readonly Envelope[],
  request: object = {},
  color = (text: string) => text,
): Promise<string[]> {
  const eventBroadcaster = new EventEmitter();
  const names = ['location', 'tag', 'diffAdded', 'diffRemoved', 'errorMessage', 'errorStack'];
  let printed = '';
  const options = {
    colorFns: { forStatus: () => color, ...Object.fromEntries(names.map((name) => [name, color])) },
    cwd: process.cwd(),
    eventBroadcaster,
    log: (text: string) => (printed += text),
    parsedArgvOptions: { run: { order: 'random:42', reports: 'out', parallel: 8, ...request } },
    stream: new PassThrough(),
    cleanup: () => Promise.resolve(),
  };
  const formatter = new ConsoleFormatter(options as unknown as IFormatterOptions);
  for (const message of messages) eventBroadcaster.emit('envelope', message);
  await formatter.finished();
  return printed.trimEnd().split('\n');
}
