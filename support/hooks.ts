import { loadScenario } from './load/report';
import { brokenInvariants } from './checks/invariants';
import {
  After,
  Before,
  BeforeStep,
  setParallelCanAssign,
  Status,
  type ITestCaseHookParameter,
  type ITestStepHookParameter,
} from '@cucumber/cucumber';
import { findBrowser, noBrowser } from './run/settings/find-browser';
import { listed } from './checks/assertions';
import { dataMediaTypes, whySkipped } from './evidence/data-attachment';
import { LiveLog } from './evidence/live-log';
import { pauseAfter, pauseTag } from './run/pause';
import { browserTag } from './run/selection';
import { readReportsFolder, readVerbose } from './run/settings/settings';
import { expectTableWhereAnnounced } from './tables/rows';
import type { TradingWorld } from './world';

type Tagged = { tags: readonly { name: string }[] };
const has = (tag: string) => (scenario: Tagged) => scenario.tags.some(({ name }) => name === tag);
const needsMachine = has('@alone');
const pauses = has(pauseTag);

/** A pause is for looking at what one scenario has left: nothing else happens meanwhile. */
const isAlone = (scenario: Tagged) => needsMachine(scenario) || pauses(scenario);
const isQuiet = has('@quiet');
const isInBrowser = has(browserTag);

/** How many scenarios that measure single answers do not yet disturb each other. */
const quietAtOnce = 4;

// What needs the machine for itself waits for the others, and they for it. A browser is heavy, so
// that there is one at a time.
setParallelCanAssign((inQuestion, inProgress) => {
  if (isAlone(inQuestion)) return inProgress.length === 0;
  if (isQuiet(inQuestion)) return inProgress.length < quietAtOnce && inProgress.every(isQuiet);
  if (isInBrowser(inQuestion) && inProgress.some(isInBrowser)) return false;
  return !inProgress.some(isAlone) && !inProgress.some(isQuiet);
});

Before({ tags: browserTag, name: 'Where there is a browser' }, function (this: TradingWorld) {
  if (findBrowser() !== undefined) return undefined;
  this.attach(noBrowser, { mediaType: 'text/plain', fileName: whySkipped });
  return 'skipped';
});

/** A load scenario is known by its title in the files that it leaves behind. */
Before(
  { name: 'Which load is measured', tags: '@load and @alone' },
  function (this: TradingWorld, { pickle }: ITestCaseHookParameter) {
    const feature = pickle.uri.replaceAll('\\', '/');
    this.memory.keep(loadScenario, {
      title: pickle.name,
      feature,
      reports: readReportsFolder(),
    });
  },
);

/** What happens from here on belongs to this step. */
BeforeStep(function (this: TradingWorld, { pickle, pickleStep }: ITestStepHookParameter) {
  this.evidence.stepBegins();
  if (readVerbose()) {
    this.evidence.live ??= new LiveLog(pickle.name);
    this.evidence.live.step(pickleStep.text);
  }
  expectTableWhereAnnounced(pickleStep);
});

/** Everything that must hold after any scenario and does not, one line each. */
function brokenPromises({ evidence, subscribers, tester }: TradingWorld): string[] {
  return [
    ...evidence.brokenPromises(),
    ...brokenInvariants(subscribers.list(), evidence.answers()),
    ...evidence.unseenRefusals(),
    ...tester.brokenPromises(),
  ];
}

/** After every scenario, whatever it was about: the invariants, the evidence, the clean-up. */
After(
  { name: 'What has to hold after every scenario' },
  async function (this: TradingWorld, { result }: ITestCaseHookParameter) {
    const broken = brokenPromises(this);
    this.evidence.live?.end(result?.status ?? Status.UNKNOWN, result?.message);
    const isBad = result?.status !== Status.PASSED && result?.status !== Status.SKIPPED;
    const picture =
      isBad || broken.length > 0 ? await this.tester.picture().catch(() => undefined) : undefined;
    broken.push(...(await this.cleanUp()));
    const isGood = !isBad && broken.length === 0;
    this.attach(JSON.stringify(this.evidence.exercised()), dataMediaTypes.coverage);
    this.attach(JSON.stringify(this.evidence.record(isGood)), dataMediaTypes.evidence);
    if (isGood) return;
    if (picture !== undefined)
      this.attach(picture, { mediaType: 'image/png', fileName: 'The page.png' });
    this.attach(this.evidence.timelineText(), {
      mediaType: 'text/plain',
      fileName: 'Timeline.txt',
    });
    this.attach(this.evidence.requestsText(), {
      mediaType: 'text/plain',
      fileName: 'Requests and responses.txt',
    });
    if (broken.length > 0) throw new Error(listed('a promise is broken', broken));
  },
);

/** Before everything is tidied up: hooks defined last run first. */
After(
  { name: 'Time to look around', tags: pauseTag, timeout: -1 },
  async function (this: TradingWorld, { pickle, result }: ITestCaseHookParameter) {
    await pauseAfter({
      title: pickle.name,
      uri: pickle.uri.replaceAll('\\', '/'),
      status: result?.status ?? Status.UNKNOWN,
      message: result?.message,
      baseUrl: this.api.baseUrl,
    });
  },
);
