import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { JsonFormatter, Status, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import { generate } from 'multiple-cucumber-html-reporter';
import { remove } from '../../support/evidence/whole-file';
import { isData } from '../../support/evidence/data-attachment';
import type { RunInfo, RunRequest } from '../../support/run/run-info';
import type { JsonFeature, JsonScenario } from './cucumber-json';
import { escapeHtml } from '../../support/load/charts/escape-html';
import { unknownVersion } from '../../support/platform/health';
import { fullMessage } from '../run-model/causes';
import { platformName } from '../run-model/names';
import { orSay, writeReport } from '../run-model/report-file';
import { RunModel, verdictOf } from '../run-model/run-model';
import { attemptTitle, failedAttempts, flakyTag } from '../run-model/retries';
import { repairJson } from './repair-json';

const title = 'Trading platform: acceptance';
const attemptsToMove = 5;

type Json = JsonFormatter;

/**
 * Writes Cucumber's JSON to its own file, and beside that file the folder `html`, made by
 * multiple-cucumber-html-reporter: a page of all features and a page for each.
 */
export default class HtmlFolderFormatter extends JsonFormatter {
  static override readonly documentation = 'JSON, and a folder of HTML pages made from it';
  private readonly run = new RunModel();

  constructor(options: IFormatterOptions) {
    let follow = (envelope: Envelope) => void envelope;
    // registered first, so that it happens before the JSON is made
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => follow(envelope));
    super(options);
    const startedAt = Date.now();
    const { reports = 'reports', info } = (options.parsedArgvOptions.run ??
      {}) as Partial<RunRequest>;
    const folder = path.resolve(this.cwd, reports);
    process.once('exit', this.breakOff);
    follow = (envelope) => {
      this.run.follow(envelope);
      // Whatever becomes of this process: no pages of an earlier run may be taken for this one's.
      if (envelope.testRunStarted) remove(path.join(folder, 'html'));
      if (!envelope.testRunFinished) return;
      process.off('exit', this.breakOff);
      fillGaps(this.eventDataCollector);
    };
    this.log = (json) => {
      const file = path.join(folder, 'cucumber.json');
      orSay(file, () => writeReport(file, String(json)));
      const features = JSON.parse(String(json)) as JsonFeature[];
      orSay(path.join(folder, 'html'), () =>
        writeFolder(features, folder, this.cwd, describeRun(info, startedAt)),
      );
    };
  }

  private readonly breakOff = () => {
    if (this.run.end === 'finished') return;
    fillGaps(this.eventDataCollector);
    this.onTestRunFinished();
  };

  /** Adds what the reporter needs and Cucumber's JSON lacks: rule, row, and earlier attempts. */
  override getScenarioData(data: Parameters<Json['getScenarioData']>[0]) {
    const { rule, row } = this.run.nameOf(data.pickle);
    const scenario = super.getScenarioData(data);
    const retries: object = this.retriesOf(data.pickle.id, scenario as JsonScenario);
    return { ...scenario, rule, row, ...retries };
  }

  /** What is told of a scenario that was tried again: JsonFormatter knows its last attempt alone. */
  private retriesOf(pickleId: string, { steps, tags = [] }: JsonScenario): Partial<JsonScenario> {
    const scenario = this.run.scenarioOf(pickleId);
    const failed = scenario ? failedAttempts(scenario) : [];
    if (scenario === undefined || failed.length === 0) return {};
    const embeddings = failed.map((one) => ({
      name: attemptTitle(one),
      data: Buffer.from(one.text, 'utf8').toString('base64'),
      mime_type: 'text/plain',
    }));
    const told = { hidden: true, result: { status: 'passed' }, embeddings };
    const flaky = verdictOf(scenario.attempts) === 'flaky';
    return {
      steps: [...steps, told],
      ...(flaky && {
        tags: [...tags, { name: flakyTag }],
        passedAtAttempt: scenario.attempts.length,
      }),
    };
  }

  /** Adds the names of attachments, and what Cucumber says of a step that is not just failed. */
  override getStepData(all: Parameters<Json['getStepData']>[0]) {
    const { testStepAttachments: attached = [] } = all;
    const shown = attached.filter((attachment) => !isData(attachment));
    const data = { ...all, testStepAttachments: shown };
    const step = super.getStepData(data) as {
      embeddings?: { name?: string }[];
      result: { status?: string; error_message?: string };
      name?: string;
    };
    step.name ??= this.hookName(data.testStep.hookId);
    step.embeddings?.forEach((embedding, index) => {
      embedding.name = data.testStepAttachments[index]?.fileName;
    });
    const { status } = data.testStepResult;
    const message = fullMessage(data.testStepResult);
    if (status === Status.UNKNOWN) {
      step.result.status = 'failed';
      step.result.error_message = 'It did not end: the process that ran the scenario was gone.';
    } else if (status === Status.UNDEFINED)
      step.result.error_message = 'No step is defined for this.';
    else if (message !== undefined && status !== Status.SKIPPED)
      step.result.error_message = message;
    return step;
  }

  private hookName(id: string | undefined): string {
    const { beforeTestCaseHookDefinitions: before, afterTestCaseHookDefinitions: after } =
      this.supportCodeLibrary;
    return [...before, ...after].find((hook) => hook.id === id)?.name ?? 'every scenario';
  }
}

/**
 * A scenario whose process went away has steps without a result, which JsonFormatter does not expect:
 * the first of them is the one that did not end.
 */
function fillGaps(collector: IFormatterOptions['eventDataCollector']): void {
  const duration = { seconds: 0, nanos: 0 };
  for (const { testCase, stepResults } of collector.getTestCaseAttempts()) {
    const [first, ...others] = testCase.testSteps.filter(({ id }) => stepResults[id] === undefined);
    if (first) stepResults[first.id] = { status: Status.UNKNOWN, duration };
    for (const { id } of others) stepResults[id] = { status: Status.SKIPPED, duration };
  }
}

/** Makes the folder elsewhere and then moves it, so that nothing of an earlier run stays in it. */
function writeFolder(
  features: readonly JsonFeature[],
  reports: string,
  cwd: string,
  run: { label: string; value: string }[],
): void {
  if (features.length === 0) return remove(path.join(reports, 'html')); // of an earlier run
  const work = fs.mkdtempSync(path.join(reports, '.html-'));
  try {
    const jsonDir = path.join(work, 'json');
    fs.mkdirSync(jsonDir);
    fs.writeFileSync(path.join(jsonDir, 'cucumber.json'), JSON.stringify(repairJson(features)));
    const reportPath = path.join(work, 'html');
    generate({
      jsonDir,
      reportPath,
      reportName: title,
      pageTitle: title,
      pageFooter: '<div class="created-by">Made by npm run bdd</div>',
      customStyle: path.join(cwd, 'tools', 'html-folder', 'html-folder.css'),
      // its own metadata is about browsers and devices; none, and no column for it
      customMetadata: true,
      metadata: [],
      hideMetadata: true,
      customData: { title: 'This run', data: run },
      displayDuration: true,
      disableLog: true,
      staticFilePath: true,
    });
    replaceFolder(reportPath, path.join(reports, 'html'));
  } finally {
    remove(work);
  }
}

/** Another run may be doing the same at the same time: the last one wins. */
function replaceFolder(from: string, to: string): void {
  for (let attempt = 1; ; attempt += 1) {
    fs.rmSync(to, { recursive: true, force: true, maxRetries: 3 });
    try {
      fs.renameSync(from, to);
      return;
    } catch (error) {
      if (attempt === attemptsToMove) throw error;
    }
  }
}

function describeRun(
  info: RunInfo | undefined,
  startedAt: number,
): { label: string; value: string }[] {
  const platform = info?.platform;
  const rows = {
    Platform: platform ? platformName(platform) : unknownVersion,
    Address: platform === undefined ? 'none' : platform.baseUrl,
    Date: new Date(startedAt)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, ' UTC'),
    Duration: `${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
    Node: process.version,
    'Operating system': `${os.type()} ${os.release()} (${os.arch()})`,
    ...(platform?.died !== undefined && { Attention: `the platform ended (${platform.died})` }),
  };
  return Object.entries(rows).map(([label, value]) => ({ label, value: escapeHtml(value) }));
}
