import { Formatter, formatterHelpers, Status, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import { runInfo, type RunRequest } from '../../support/run/run-info';
import { lintAll } from '../feature-lint/lint-feature';
import { type Finding } from '../feature-lint/read-feature';
import { suggester, type Suggest } from '../steps/suggest';
import { describeFailure } from './failure-text';
import { fullTitle, scenarioName } from '../run-model/names';
import { causeOf, isCause, secondsOf, textOf, verdictOf, type Attempt } from '../run-model/outcome';
import { attemptTitle, failedAttempts } from '../run-model/retries';
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
  private readonly attempts: Attempt[] = [];
  /** The messages that say which steps there are. */
  private readonly vocabulary: Envelope[] = [];
  private readonly suggest: Suggest = suggester(this.vocabulary);
  /** The texts of the features, by their paths. */
  private readonly sources = new Map<string, string>();
  private startedAt = 0;
  private ended = false;

  constructor(options: IFormatterOptions) {
    super(options);
    this.request = (options.parsedArgvOptions.run ?? {}) as Partial<RunRequest>;
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => this.follow(envelope));
  }

  private follow(message: Envelope): void {
    const { testRunStarted, testCaseFinished, testRunFinished } = message;
    if (message.stepDefinition || message.parameterType) this.vocabulary.push(message);
    if (message.source) this.sources.set(message.source.uri, message.source.data);
    if (testRunStarted) this.begin();
    if (testCaseFinished)
      this.report(this.eventDataCollector.getTestCaseAttempt(testCaseFinished.testCaseStartedId));
    if (testRunFinished) this.ended = true;
  }

  private begin(): void {
    this.startedAt = performance.now();
    const { platform } = runInfo;
    if (platform) this.line(`Testing platform ${platform.version} at ${platform.baseUrl}\n`);
  }

  private report(attempt: Attempt): void {
    const { forStatus, location } = this.colorFns;
    const { status } = attempt.worstTestStepResult;
    const warn = forStatus(Status.PENDING);
    const title = fullTitle(scenarioName(attempt.gherkinDocument, attempt.pickle));
    const time = location(`  ${secondsOf(attempt).toFixed(1)} s`);
    if (attempt.willBeRetried) {
      this.line(`${warn(`↻ ${title}, tried again`)}${time}`);
      this.line(`    ${warn(this.firstCause(attempt))}`);
      return;
    }
    this.attempts.push(attempt);
    switch (verdictOf(attempt)) {
      case 'failed':
        this.line(`${forStatus(status)(`✘ ${title}`)}${time}`);
        this.line(`    ${forStatus(status)(this.firstCause(attempt))}`);
        return;
      case 'flaky':
        this.line(`${warn(`↻ ${title}, passed at attempt ${attempt.attempt + 1}`)}${time}`);
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
    const step = this.parse(attempt).testSteps.find(isCause);
    const [firstLine = ''] = step
      ? causeOf(step, this.suggest).trim().split('\n')
      : ['it never ended'];
    return firstLine;
  }

  private showAttachments({ stepAttachments }: Attempt): void {
    for (const attachment of Object.values(stepAttachments).flat())
      if (attachment.fileName?.endsWith(shownAlways)) {
        const text = indent(textOf(attachment) ?? '', 2);
        this.line(text.includes('\n') ? `\n${text}\n` : text); // a table stands by itself
      }
  }

  /** Called last of all, when the other reports are written and the platform has stopped. */
  override async finished(): Promise<void> {
    if (this.ended) this.conclude();
    await super.finished();
  }

  private conclude(): void {
    const unfinished = this.eventDataCollector
      .getTestCaseAttempts()
      .filter(({ worstTestStepResult: { status } }) => status === Status.UNKNOWN);
    const all = [...this.attempts, ...unfinished];
    const failed = all.filter((attempt) => verdictOf(attempt) === 'failed');
    if (failed.length > 0) this.line(`\n${this.colorFns.errorMessage('Failures')}`);
    failed.forEach((attempt, index) => {
      const name = scenarioName(attempt.gherkinDocument, attempt.pickle);
      const { testSteps } = this.parse(attempt);
      const text = describeFailure(name, testSteps, this.colorFns, this.cwd, this.suggest);
      this.line(`\n${index + 1}) ${indent(text, 3).trimStart()}`);
    });
    const flaky = all.filter((attempt) => verdictOf(attempt) === 'flaky');
    if (flaky.length > 0)
      this.line(
        `\n${this.colorFns.forStatus(Status.PENDING)('Flaky: passed only when tried again')}`,
      );
    flaky.forEach((attempt, index) => {
      this.line(`\n${index + 1}) ${indent(this.describeFlaky(attempt), 3).trimStart()}`);
    });
    const seconds = (performance.now() - this.startedAt) / 1000;
    const lines = summaryLines(
      all,
      seconds,
      this.request,
      runInfo,
      this.writing(all),
      this.colorFns,
    );
    this.line(`\n${lines.join('\n')}`);
  }

  /** What goes against the rules of writing in the features that ran. */
  private writing(attempts: readonly Attempt[]): Finding[] {
    const ran = new Set(attempts.map(({ pickle }) => pickle.uri));
    return lintAll(new Map([...this.sources].filter(([uri]) => ran.has(uri))));
  }

  private describeFlaky(attempt: Attempt): string {
    const name = scenarioName(attempt.gherkinDocument, attempt.pickle);
    const failed = failedAttempts(this.eventDataCollector.getTestCaseAttempts(), attempt);
    return [
      fullTitle(name),
      this.colorFns.location(`${name.uri}:${name.line}`),
      ...failed.map((one) => `${attemptTitle(one)}\n${indent(`in: ${one.step}`, 3)}`),
    ].join('\n');
  }

  private parse(testCaseAttempt: Attempt) {
    const { snippetBuilder, supportCodeLibrary } = this;
    return formatterHelpers.parseTestCaseAttempt({
      testCaseAttempt,
      snippetBuilder,
      supportCodeLibrary,
    });
  }

  private line(text: string): void {
    this.log(`${text}\n`);
  }
}

function indent(text: string, width: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(width));
}
