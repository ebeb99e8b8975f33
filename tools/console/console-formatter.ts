import fs from 'node:fs';
import path from 'node:path';
import { Formatter, Status, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import { failureTitle } from '../../support/contract/failure';
import { isWhole, RunInfo, type RunRequest } from '../../support/run/run-info';
import { readVerbose } from '../../support/run/settings/settings';
import { conformanceOf } from '../conformance/conformance';
import { sentenceOf } from '../conformance/words';
import { lintAll } from '../feature-lint/lint-feature';
import type { Finding } from '../feature-lint/read-feature';
import { recordsLike } from '../history/comparison';
import { historyFolder, readHistory } from '../history/history-files';
import { textOf, type Suggest } from '../run-model/causes';
import { failuresOf } from '../run-model/failures';
import { fullTitle, platformName } from '../run-model/names';
import { attemptTitle, failedAttempts } from '../run-model/retries';
import type { Attempt, Scenario } from '../run-model/run';
import { runMessage } from '../run-model/run-message';
import { RunModel, verdictOf } from '../run-model/run-model';
import { judgeRun, type RunVerdict } from '../run-model/verdict';
import { suggester } from '../steps/suggest';
import { describeFailure } from './failure-text';
import { reasonLines, type SinceWhen } from './reasons-text';
import { summaryLines, verdictLine } from './summary-text';
import { Paint } from './paint';
import { columns, cut, fitTitle } from './width';

/** Attachments with a name that ends like this are for everybody to see, not for failures alone. */
const shownAlways = '.console.txt';

/** More scenarios than these are not told of one by one. */
const mostOneByOne = 100;
/** Into so many parts the way of a long run is divided. */
const parts = 10;

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
  private readonly paint: Paint;
  private startedAt = 0;
  private selected = 0;
  private ended = 0;
  /** How many parts of the way have been told. */
  private told = 0;
  private readonly isWhole = readVerbose();

  constructor(options: IFormatterOptions) {
    super(options);
    this.paint = new Paint(options.colorFns);
    this.colorFns = this.paint.colors;
    this.request = (options.parsedArgvOptions.run ?? {}) as Partial<RunRequest>;
    this.info = this.request.info ?? new RunInfo();
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => this.follow(envelope));
    process.once('exit', this.breakOff);
  }

  private follow(message: Envelope): void {
    const { testRunStarted, testCaseFinished } = message;
    this.run.follow(message);
    if (message.stepDefinition || message.parameterType) this.vocabulary.push(message);
    if (message.source) this.sources.set(message.source.uri, message.source.data);
    if (message.testCase) this.selected += 1;
    if (testRunStarted) this.begin();
    if (testCaseFinished) this.report(this.run.attempt(testCaseFinished.testCaseStartedId));
  }

  private begin(): void {
    this.startedAt = performance.now();
    const { platform } = this.info;
    if (platform) this.line(`Testing platform ${platformName(platform)} at ${platform.baseUrl}\n`);
  }

  private report(attempt: Attempt): void {
    const { forStatus } = this.colorFns;
    const { status, name, seconds, number } = attempt;
    const warn = forStatus(Status.PENDING);
    const say = (mark: string, more = '') => {
      const end = `${more}  ${seconds.toFixed(1)} s`;
      return `${mark} ${fitTitle(name, columns - mark.length - 1 - end.length)}${end}`;
    };
    if (attempt.willBeRetried) {
      this.line(warn(say('↻', ', tried again')));
      this.line(`    ${warn(cut(this.firstCause(attempt), columns - 4))}`);
      return;
    }
    switch (verdictOf([attempt], 'finished', this.info.known)) {
      case 'unrun':
      case 'failed':
        return this.lineOfFailure(forStatus(status), say('✘'), attempt);
      case 'unjudged':
        return this.lineOfFailure(warn, say('?'), attempt);
      case 'known':
        return this.lineOfFailure(warn, say('!'), attempt);
      case 'flaky':
        this.line(warn(say('↻', `, passed at attempt ${number}`)));
        break;
      case 'skipped':
        this.inPassing(forStatus(status)(say('-')));
        break;
      case 'passed':
        this.inPassing(forStatus(status)(say('✔')));
    }
    this.showAttachments(attempt);
  }

  /** Of many scenarios each that fails gets one line; of few its cause as well. */
  private lineOfFailure(color: (text: string) => string, said: string, attempt: Attempt): void {
    const cause = this.firstCause(attempt);
    if (!this.isLong()) {
      this.line(color(said));
      this.line(`    ${color(cut(cause, columns - 4))}`);
      return;
    }
    const key = attempt.failures.map(({ clause }) => clause).find(Boolean) ?? '';
    this.line(color(`${cut(said, columns - key.length - 2)}  ${key}`.trimEnd()));
    this.inPassing();
  }

  /** What is as it should be is told one by one where there are few, and by its number where many. */
  private inPassing(said?: string): void {
    this.ended += 1;
    if (!this.isLong()) {
      if (said !== undefined) this.line(said);
      return;
    }
    const all = this.selected;
    const part = Math.floor((this.ended * parts) / all);
    if (part === this.told) return;
    this.told = part;
    const seconds = ((performance.now() - this.startedAt) / 1000).toFixed(0);
    this.line(`  ${this.ended} of ${all} scenarios have ended after ${seconds} s`);
  }

  private isLong(): boolean {
    return this.selected > mostOneByOne && !this.isWhole;
  }

  private firstCause(attempt: Attempt): string {
    const [first] = attempt.steps.flatMap((step) => failuresOf(step, this.suggest));
    return first ? failureTitle(first) : 'it never ended';
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
    process.off('exit', this.breakOff);
    if (this.run.end === 'finished') this.conclude();
    await super.finished();
  }

  /** A run that is broken off is told of too; there is no time to wait for a stream. */
  private readonly breakOff = () => {
    if (this.run.end !== 'interrupted') return;
    this.write = writeAtOnce;
    this.conclude();
  };

  private conclude(): void {
    this.run.follow(runMessage(this.request)); // with what became known until now
    const verdict = judgeRun(this.run, this.info.coverage);
    // A dry run begins none of them.
    const all = this.run.scenarios().filter((each) => !this.request.dryRun || each.attempts.length > 0); // prettier-ignore
    if (!this.request.dryRun) this.tellFailures(verdict, all);
    this.tellFlaky(all.filter(({ verdict: each }) => each === 'flaky'));
    const seconds = (performance.now() - this.startedAt) / 1000;
    const { request, info, colorFns } = this;
    const found = { writing: this.writing(all), conformance: this.conformance(verdict) };
    const lines = summaryLines(all, seconds, request, info, found, colorFns);
    const reasons = request.dryRun ? [] : reasonLines(verdict, this.since(), colorFns);
    this.line(`\n${[...lines, '', ...reasons, verdictLine(all)].join('\n')}`);
  }

  /** A specimen of each reason in full; or, where everything is wanted, all that failed. */
  private tellFailures({ reasons }: RunVerdict, all: readonly Scenario[]): void {
    const failed = all.filter(({ verdict }) => ['failed', 'unjudged'].includes(verdict));
    const shown = this.isWhole
      ? failed
      : reasons.flatMap(({ specimen }) => specimen?.scenario ?? []);
    const told = shown.filter(({ attempts }) => attempts.length > 0);
    if (told.length === 0) return;
    const rest = failed.length - told.length;
    const heading = rest > 0 ? `Failures, one of each reason (VERBOSE=1 prints all)` : 'Failures';
    this.line(`\n${this.colorFns.errorMessage(heading)}`);
    told.forEach((scenario, index) => {
      const text = describeFailure(scenario, {
        ...{ colors: this.colorFns, cwd: this.cwd, suggest: this.suggest },
        ...{ details: this.run.details, isWhole: this.isWhole },
      });
      this.line(`\n${index + 1}) ${indent(text, 3).trimStart()}`);
    });
  }

  private tellFlaky(flaky: readonly Scenario[]): void {
    if (flaky.length === 0) return;
    this.line(
      `\n${this.colorFns.forStatus(Status.PENDING)('Flaky: passed only when tried again')}`,
    );
    flaky.forEach((scenario, index) => {
      this.line(`\n${index + 1}) ${indent(this.describeFlaky(scenario), 3).trimStart()}`);
    });
  }

  /** Since when each reason is there, as far as earlier runs of the same are remembered. */
  private since(): SinceWhen {
    const folder = historyFolder(path.resolve(this.cwd, this.request.reports ?? 'reports'));
    const alike = recordsLike(readHistory(folder).records, this.run.details);
    return (key) => alike.find(({ reasons = {} }) => key in reasons)?.startedAt.slice(0, 10);
  }

  /** What became of the contract's clauses; a part of the suite says little of them. */
  private conformance(verdict: RunVerdict): string | undefined {
    return this.request.dryRun || !isWhole(this.request)
      ? undefined
      : sentenceOf(conformanceOf(this.run, verdict));
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
    this.write(`${this.paint.printed(text)}\n`);
  }

  private write = (text: string): void => void this.log(text);
}

function writeAtOnce(text: string): void {
  try {
    fs.writeSync(process.stdout.fd, text);
  } catch {
    // Whoever has closed it has seen enough; the reports are still to be written.
  }
}

function indent(text: string, width: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(width));
}
