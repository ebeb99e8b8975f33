import path from 'node:path';
import './closed-output';
import type { Plugin } from '@cucumber/cucumber/api';
import type { BrowserServer } from 'playwright-core';
import { launchForRun } from '../actors/browser/launch';
import { CoverageCollector } from '../evidence/coverage';
import { printable, sayAside } from '../evidence/printable';
import { removeMetrics } from '../load/metrics-files';
import { LocalPlatform, PlatformStartError } from '../platform/local-platform';
import { commitOf } from './commit';
import { claimedBy } from '../contract/capabilities';
import { Access } from '../platform/access';
import { UnhealthyError, waitUntilHealthy } from '../platform/health';
import { checkedKnownFailures, readKnownFailures } from './known-failures';
import { lookAt, PlatformWatch } from './platform-watch';
import { Witness } from './witness';
import { Workers } from './workers';
import { inQuickOrder } from './quick-order';
import { openReportsFolder } from './reports-folder';
import type { RunInfo, RunRequest } from './run-info';
import {
  asksForHeavy,
  browserTag,
  hasTag,
  heavyMessage,
  heavyTag,
  missingPaths,
  missingPathsMessage,
  nothingSelectedMessage,
  ownPlatformMessage,
  ownPlatformTag,
  socketIoMessage,
  socketIoTag,
  unknownTags,
} from './selection';
import { SettingError } from './settings/setting-error';
import { handOver } from './settings/handed-over';
import type { PlatformDescription } from './settings/platform/description';
import { masked } from './settings/platform/platform-under-test';
import {
  noPlatform,
  readRunSettings,
  transportOfThisRun,
  type RunSettings,
} from './settings/settings';

/** 128 + the signal's number, as shells have it. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Sees to it that there is a platform before the first scenario, and none of ours after the last.
 * It runs in the coordinating process alone; the workers get the address from it.
 */
const plugin: Plugin<RunRequest> = {
  type: 'plugin',
  optionsKey: 'run',
  coordinator: ({ on, transform, options: request, environment }) => {
    const { info } = request;
    const giveUp = (message: string) => giveUpRun(info, message);
    const missing = missingPaths(environment.cwd, request.paths);
    if (missing.length > 0) giveUp(missingPathsMessage(environment.cwd, missing));

    // begun here, so that it starts up while Cucumber loads the features and the steps
    const platform = request.dryRun ? undefined : begin(request);
    if (request.dryRun) handOver('PLATFORM_ADDRESS', noPlatform);
    else removeMetrics(request.reports);

    let browser: BrowserServer | undefined;
    let parseErrors = 0;
    const tags = new Set<string>();
    const collector = new CoverageCollector();
    const ownPlatform = platform?.isOwn ?? true;
    info.ownPlatform = ownPlatform;
    info.transport = request.dryRun ? 'socket.io' : transportOfThisRun();
    info.commit = commitOf(environment.cwd, environment.env);
    const workers = new Workers(info);
    on('message', (message) => {
      if (message.parseError) parseErrors += 1;
      for (const { name } of message.pickle?.tags ?? []) tags.add(name);
      collector.follow(message);
      workers.follow(message);
      platform?.witness?.follow(message);
      if (message.testRunFinished && !request.dryRun)
        info.coverage = collector.coverage({
          ...{ ownPlatform, transport: info.transport, claims: info.claims },
        });
    });
    on('paths:resolve', ({ sourcePaths }) => {
      // without a single file, Cucumber would not ask the transform below
      if (sourcePaths.length === 0) giveUp(nothingSelectedMessage(request));
    });
    transform('pickles:filter', async (pickles) => {
      if (parseErrors > 0) return pickles; // Cucumber prints them and ends the run
      if (pickles.length === 0) giveUp(nothingSelectedMessage(request, tags));
      info.unknownTags = unknownTags(request.tags, tags);
      const asked = pickles.filter(
        ({ pickle }) =>
          !hasTag(heavyTag, pickle) || asksForHeavy(request, pickle.uri, environment.cwd),
      );
      if (asked.length === 0) giveUp(heavyMessage);
      const here =
        request.dryRun || ownPlatform
          ? asked
          : asked.filter(({ pickle }) => !hasTag(ownPlatformTag, pickle));
      if (here.length === 0) giveUp(ownPlatformMessage);
      const fitting =
        request.dryRun || info.transport === 'socket.io'
          ? here
          : here.filter(({ pickle }) => !hasTag(socketIoTag, pickle));
      if (fitting.length === 0) giveUp(socketIoMessage);
      info.leftOut = {
        heavy: pickles.length - asked.length,
        ownPlatform: asked.length - here.length,
        socketIo: here.length - fitting.length,
      };
      const needsBrowser =
        !request.dryRun && fitting.some(({ pickle }) => hasTag(browserTag, pickle));
      const start = (access: Access) => (needsBrowser ? launchForRun(access) : undefined);
      // Our own needs no looking at, so that both can start at once.
      const early = platform?.isOwn ? start(new Access(noPlatform)) : undefined;
      const access = await platform?.ready();
      browser = await (early ?? (access && start(access)));
      return fitting;
    });
    transform('pickles:order', (pickles) =>
      request.order.startsWith('random') ? inQuickOrder(pickles, request.parallel) : pickles,
    );
    const finished = failUnlessFinished();
    return async () => {
      finished();
      workers.stop();
      info.witnessed = (await platform?.witness?.conclude()) ?? {};
      await Promise.all([browser?.close(), platform?.stop()]);
    };
  },
};

export default plugin;

/**
 * A process that has nothing left to wait for ends with exit code 0, also in the middle of a run:
 * nobody must take that for a success.
 * @returns to be called when the run has come to its end
 */
function failUnlessFinished(): () => void {
  const fail = (code: number) => {
    if (code !== 0) return;
    process.exitCode = 1;
    sayAside('\nThe run ended before all scenarios had been run.');
  };
  process.once('exit', fail);
  return () => process.off('exit', fail);
}

interface PlatformOfTheRun {
  /** Whether this run starts it. */
  isOwn: boolean;
  /** @returns when it is healthy and its address handed over; ends the run if it never is */
  ready(): Promise<Access>;
  /** Once it is healthy, unless it tells of no events. */
  witness?: Witness | undefined;
  stop(): Promise<void>;
}

function begin({ reports, info }: RunRequest): PlatformOfTheRun {
  const { platform: described, platformWaitSeconds } = settingsOrGiveUp(info, reports);
  const { baseUrl: given, name, shownHeaders: headers } = described;
  info.claims = claimedBy(described);
  let watch: PlatformWatch | undefined;
  const waitMs = platformWaitSeconds * 1000;
  const logFile = path.join(reports, 'platform.log');
  // Scenarios fail from there on, and none of them can say why: the summary does.
  const onDeath = (how: string) => {
    if (info.platform) info.platform.died = how;
  };
  const local = given === undefined ? new LocalPlatform({ logFile, onDeath }) : undefined;
  endWithThisProcess(local);

  const platform: PlatformOfTheRun = {
    isOwn: local !== undefined,
    ready: async () => {
      try {
        const address = given ?? (await local!.listening(waitMs));
        const access = Access.underTest(address);
        const notice = local ? undefined : sayThatItWaits;
        const hasHealth = info.claims.includes('health');
        const { version } = await waitUntilHealthy(access, waitMs, notice, hasHealth);
        handOver('PLATFORM_ADDRESS', address);
        const baseUrl = masked(address);
        info.platform = { baseUrl, version, own: local !== undefined, name, headers };
        watch = new PlatformWatch(info.platform, () => lookAt(access));
        platform.witness = Witness.of(access, info);
        await platform.witness?.begin();
        return access;
      } catch (error) {
        return giveUpRun(info, explain(error, logFile, described));
      }
    },
    stop: async () => {
      watch?.stop();
      platform.witness?.stop();
      await local?.stop();
    },
  };
  return platform;
}

function endWithThisProcess(local: LocalPlatform | undefined): void {
  process.once('exit', () => local?.kill());
  for (const [signal, code] of Object.entries(exitCodes))
    process.once(signal, () => {
      sayAside(`\nStopped by ${signal}: the reports are not complete.`);
      process.exit(code);
    });
}

function explain(error: unknown, logFile: string, { baseUrl, file }: PlatformDescription): string {
  if (error instanceof PlatformStartError) return error.message;
  if (!(error instanceof UnhealthyError)) throw error;
  const advice =
    baseUrl === undefined ? `What it printed is in ${logFile}.` : adviceFor(error, file);
  const lines = [
    'The platform never became healthy.',
    `  asked: ${error.url}`,
    `  last:  ${error.reason}`,
    advice,
    'PLATFORM_WAIT_S gives it more seconds.',
  ];
  return printable(lines.join('\n'));
}

function adviceFor({ answered, advice }: UnhealthyError, file: string | undefined): string {
  if (advice !== undefined) return advice;
  const correct =
    file === undefined
      ? 'correct BASE_URL, or unset it and the suite starts a platform itself.'
      : `correct baseURL in ${file}.`;
  return answered
    ? `Something answers there, but not as a platform does: ${correct}\n` +
        'It is the address below which /health and /orders are, such as http://localhost:3000. A platform\n' +
        'without /health does not claim it: "capabilities" in its description (PLATFORM) says what it does.'
    : 'Start it (npm start; with Docker, "docker compose logs api" says what became of it), ' +
        `or ${correct}`;
}

/** Nobody should look at an empty screen for half a minute. */
function sayThatItWaits(url: string, reason: string, seconds: number): void {
  sayAside(`Waiting up to ${seconds} s for the platform: ${url} (${reason})`);
}

function settingsOrGiveUp(info: RunInfo, reports: string): RunSettings {
  try {
    const settings = readRunSettings();
    openReportsFolder(reports);
    const { file = '', knownFailures = [] } = settings.platform;
    info.known = [...readKnownFailures(), ...checkedKnownFailures(knownFailures, file)];
    return settings;
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    return giveUpRun(info, error.message);
  }
}

/** Ends the run with a message and without a stack, which would say nothing to a tester. */
function giveUpRun(info: RunInfo, message: string): never {
  info.gaveUp = message;
  sayAside(`\n${message}`);
  process.exit(1);
}
