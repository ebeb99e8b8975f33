import { loadScenario } from './load/report';
import { brokenInvariants } from './checks/invariants';
import { receivedBy } from './checks/received';
import {
  After,
  Before,
  BeforeStep,
  setDefinitionFunctionWrapper,
  setParallelCanAssign,
  Status,
  type ITestCaseHookParameter,
  type ITestStepHookParameter,
} from '@cucumber/cucumber';
import { findBrowser, noBrowser } from './run/settings/find-browser';
import { FailureError, withoutMoreOfTheSame, type Failure } from './contract/failure';
import { namesClause, type ClauseId } from './contract/clauses';
import { telling } from './evidence/telling';
import { deadlines } from './run/settings/deadlines';
import { dataMediaTypes, whySkipped } from './evidence/data-attachment';
import { keepSmall } from './evidence/keep-small';
import { LiveLog } from './evidence/live-log';
import { packed } from './evidence/received';
import { whyNotJudged } from './run/needs';
import { pauseAfter, pauseTag } from './run/pause';
import { browserTag } from './run/selection';
import { underWay } from './run/workers';
import { handedOver } from './run/settings/handed-over';
import { platformUnderTest } from './run/settings/platform/platform-under-test';
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

/** What a step may say of itself. */
interface StepOptions {
  /** Whether it goes on for a time that the feature names. */
  isLong?: boolean;
}

setDefinitionFunctionWrapper((code: Parameters<typeof telling>[0], options?: StepOptions) => {
  const limit = options?.isLong ? deadlines.longStep : deadlines.step;
  return telling(code, code === lookAround ? undefined : limit);
});

// What needs the machine for itself waits for the others, and they for it. A browser is heavy, so
// that there is one at a time.
setParallelCanAssign((inQuestion, seemInProgress) => {
  const inProgress = underWay(seemInProgress);
  if (isAlone(inQuestion)) return inProgress.length === 0;
  if (isQuiet(inQuestion)) return inProgress.length < quietAtOnce && inProgress.every(isQuiet);
  if (isInBrowser(inQuestion) && inProgress.some(isInBrowser)) return false;
  return !inProgress.some(isAlone) && !inProgress.some(isQuiet);
});

Before(
  { name: 'What the platform claims' },
  function (this: TradingWorld, { pickle }: ITestCaseHookParameter) {
    const reason = whyNotJudged(pickle, platformUnderTest());
    if (reason === undefined) return undefined;
    this.attach(reason, { mediaType: 'text/plain', fileName: whySkipped });
    return 'skipped';
  },
);

Before({ tags: browserTag, name: 'Where there is a browser' }, function (this: TradingWorld) {
  if (findBrowser() !== undefined) return undefined;
  this.attach(noBrowser, { mediaType: 'text/plain', fileName: whySkipped });
  return 'skipped';
});

Before(
  { name: 'Which clauses it is about' },
  function (this: TradingWorld, { pickle }: ITestCaseHookParameter) {
    const tags = pickle.tags.map(({ name }) => name).filter(namesClause);
    this.clauses = tags.map((tag) => tag.slice(1) as ClauseId);
  },
);

/** A load scenario is known by its title in the files that it leaves behind. */
Before(
  { name: 'Which load is measured', tags: '@load and @alone' },
  function (this: TradingWorld, { pickle }: ITestCaseHookParameter) {
    const feature = pickle.uri.replaceAll('\\', '/');
    this.subscribers.areDirect = true;
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

/** What does not hold though it has to after any scenario: of its own orders, and of others'. */
function whatIsBroken({ evidence, subscribers, tester }: TradingWorld) {
  const own = evidence.ownOrders();
  const seen = [
    ...evidence.brokenPromises(),
    ...brokenInvariants(subscribers.list(), evidence.answers(), evidence.events()),
    ...tester.brokenPromises(),
  ];
  const isOwn = ({ order }: Failure) => order === undefined || own.has(order);
  return { broken: seen.filter(isOwn), beside: seen.filter((each) => !isOwn(each)) };
}

/** For the witness of the run, which knows the platform of the run and no other. */
function attachReceived(world: TradingWorld): void {
  const { subscribers } = world;
  const own = subscribers
    .everybody()
    .filter((each) => each.baseUrl === handedOver('PLATFORM_ADDRESS'));
  const received = receivedBy(own);
  if (received.events.length > 0) world.attach(packed(received), dataMediaTypes.received);
}

const ordersTold = 3;

/** What the reports show of a scenario that has not passed. */
function attachEvidence(world: TradingWorld, failures: readonly Failure[]): void {
  const { evidence } = world;
  const attach = (body: string, fileName: string) =>
    world.attach(body, { mediaType: 'text/plain', fileName });
  const orders = new Set(failures.flatMap(({ order }) => order ?? []));
  for (const order of [...orders].slice(0, ordersTold))
    attach(evidence.lifeOf(order), `The life of order ${order}.txt`);
  attach(evidence.timelineText(), 'Timeline.txt');
  attach(evidence.requestsText(), 'Requests and responses.txt');
}

/** After every scenario, whatever it was about: the invariants, the evidence, the clean-up. */
After(
  { name: 'What has to hold after every scenario' },
  async function (this: TradingWorld, { result }: ITestCaseHookParameter) {
    const isBad = result?.status !== Status.PASSED && result?.status !== Status.SKIPPED;
    const { broken, beside } = whatIsBroken(this);
    if (!isBad && broken.length === 0) broken.push(...this.evidence.unseenRefusals());
    this.evidence.live?.end(result?.status ?? Status.UNKNOWN, result?.message);
    const picture =
      isBad || broken.length > 0 ? await this.tester.picture().catch(() => undefined) : undefined;
    broken.push(...(await this.cleanUp()));
    keepSmall();
    const isGood = !isBad && broken.length === 0;
    this.attach(JSON.stringify(this.evidence.exercised()), dataMediaTypes.coverage);
    this.attach(JSON.stringify(this.evidence.record(isGood)), dataMediaTypes.evidence);
    attachReceived(this);
    if (beside.length > 0)
      this.attach(JSON.stringify(withoutMoreOfTheSame(beside)), dataMediaTypes.beside);
    if (isGood) return;
    if (picture !== undefined)
      this.attach(picture, { mediaType: 'image/png', fileName: 'The page.png' });
    attachEvidence(this, [...this.failures, ...broken]);
    if (broken.length > 0) throw new FailureError(withoutMoreOfTheSame(broken));
  },
);

/** Before everything is tidied up: hooks defined last run first. */
After({ name: 'Time to look around', tags: pauseTag }, lookAround);

/** However long somebody likes. */
async function lookAround(
  this: TradingWorld,
  { pickle, result }: ITestCaseHookParameter,
): Promise<void> {
  await pauseAfter({
    title: pickle.name,
    uri: pickle.uri.replaceAll('\\', '/'),
    status: result?.status ?? Status.UNKNOWN,
    message: result?.message,
    baseUrl: this.api.baseUrl,
  });
}
