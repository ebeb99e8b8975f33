import { Formatter, Status, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import { RunInfo, type RunRequest } from '../../support/run/run-info';
import { lintAll } from '../feature-lint/lint-feature';
import type { Finding } from '../feature-lint/read-feature';
import { causeOf, textOf, type Suggest } from '../run-model/causes';
import { fullTitle } from '../run-model/names';
import { attemptTitle, failedAttempts } from '../run-model/retries';
import { isCause, RunModel, verdictOf, type Attempt, type Scenario } from '../run-model/run-model';
import { suggester } from '../steps/suggest';
import { describeFailure } from './failure-text';
import { summaryLines } from './summary-text';

/** Attachments with a name that ends like this are for everybody to see, not for failures alone. */
const shownAlways = '.console.txt';

/**
 * Says in plain language how the run goes: a line a scenario while it runs; then every failure
 * with its cause first and its evidence after it; then a summary, whose last line is fit for
 * scripts.
 */
export default class ConsoleFormatter extends Formatter {
  static override readonly documentation = 'Progress, failures and a summary in plain language';
  private readonly request: Partial<RunRequest>;
  private readonly info: RunInfo;
  private readonly run = new RunModel();
  /** The messages that say which steps there are. */
  private readonly vocabulary: Envelope[] = [];
  private readonly suggest: Suggest = suggester(this.vocabulary);
  /** The texts of the features, by their paths. */
  private readonly sources = new Map<string, string>();
  private startedAt = 0;

  constructor(options: IFormatterOptions) {
    super(options);
    this.request = (options.parsedArgvOptions.run ?? {}) as Partial<RunRequest>;
    this.info = this.request.info ?? new RunInfo();
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => this.follow(envelope));
  }

  private follow(message: Envelope): void {
    const { testRunStarted, testCaseFinished } = message;
    this.run.follow(message);
    if (message.stepDefinition || message.parameterType) this.vocabulary.push(message);
    if (message.source) this.sources.set(message.source.uri, message.source.data);
    if (testRunStarted) this.begin();
    if (testCaseFinished) this.report(this.run.attempt(testCaseFinished.testCaseStartedId));
  }

  private begin(): void {
    this.startedAt = performance.now();
    const { platform } = this.info;
    if (platform) this.line(`Testing platform ${platform.version} at ${platform.baseUrl}\n`);
  }

  private report(attempt: Attempt): void {
    const { forStatus, location } = this.colorFns;
    const { status, name, seconds, number } = attempt;
    const warn = forStatus(Status.PENDING);
    const title = fullTitle(name);
    const time = location(`  ${seconds.toFixed(1)} s`);
    if (attempt.willBeRetried) {
      this.line(`${warn(`↻ ${title}, tried again`)}${time}`);
      this.line(`    ${warn(this.firstCause(attempt))}`);
      return;
    }
    switch (verdictOf([attempt])) {
      case 'unrun':
      case 'failed':
        this.line(`${forStatus(status)(`✘ ${title}`)}${time}`);
        this.line(`    ${forStatus(status)(this.firstCause(attempt))}`);
        return;
      case 'flaky':
        this.line(`${warn(`↻ ${title}, passed at attempt ${number}`)}${time}`);
        break;
      case 'skipped':
        this.line(`${forStatus(status)('-')} ${title}${time}`);
        break;
      case 'passed':
        this.line(`${forStatus(status)('✔')} ${title}${time}`);
    }
    this.showAttachments(attempt);
  }

  private firstCause(attempt: Attempt): string {
    const step = attempt.steps.find(isCause);
    const [firstLine = ''] = step
      ? causeOf(step, this.suggest).trim().split('\n')
      : ['it never ended'];
    return firstLine;
  }

  private showAttachments({ steps }: Attempt): void {
    for (const attachment of steps.flatMap(({ attachments }) => attachments))
      if (attachment.fileName?.endsWith(shownAlways)) {
        const text = indent(textOf(attachment) ?? '', 2);
        this.line(text.includes('\n') ? `\n${text}\n` : text); // a table stands by itself
      }
  }

  /** Called last of all, when the other reports are written and the platform has stopped. */
  override async finished(): Promise<void> {
    if (this.run.end === 'finished') this.conclude();
    await super.finished();
  }

  private conclude(): void {
    // A dry run begins none of them, and a run that ended leaves none of them out.
    const all = this.run.scenarios().filter(({ attempts }) => attempts.length > 0);
    const failed = all.filter(({ verdict }) => verdict === 'failed');
    if (failed.length > 0) this.line(`\n${this.colorFns.errorMessage('Failures')}`);
    failed.forEach(({ name, attempts }, index) => {
      const steps = attempts.at(-1)?.steps ?? [];
      const text = describeFailure(name, steps, this.colorFns, this.cwd, this.suggest);
      this.line(`\n${index + 1}) ${indent(text, 3).trimStart()}`);
    });
    const flaky = all.filter(({ verdict }) => verdict === 'flaky');
    if (flaky.length > 0)
      this.line(
        `\n${this.colorFns.forStatus(Status.PENDING)('Flaky: passed only when tried again')}`,
      );
    flaky.forEach((scenario, index) => {
      this.line(`\n${index + 1}) ${indent(this.describeFlaky(scenario), 3).trimStart()}`);
    });
    const seconds = (performance.now() - this.startedAt) / 1000;
    const { request, info, colorFns } = this;
    const lines = summaryLines(all, seconds, request, info, this.writing(all), colorFns);
    this.line(`\n${lines.join('\n')}`);
  }

  /** What goes against the rules of writing in the features that ran. */
  private writing(scenarios: readonly Scenario[]): Finding[] {
    const ran = new Set(scenarios.map(({ pickle }) => pickle.uri));
    return lintAll(new Map([...this.sources].filter(([uri]) => ran.has(uri))));
  }

  private describeFlaky(scenario: Scenario): string {
    const { name } = scenario;
    return [
      fullTitle(name),
      this.colorFns.location(`${name.uri}:${name.line}`),
      ...failedAttempts(scenario).map(
        (one) => `${attemptTitle(one)}\n${indent(`in: ${one.step}`, 3)}`,
      ),
    ].join('\n');
  }

  private line(text: string): void {
    this.log(`${text}\n`);
  }
}

function indent(text: string, width: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(width));
}
