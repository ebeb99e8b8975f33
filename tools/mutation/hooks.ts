import { handOver } from '../../support/run/settings/handed-over';
import { setTimeout as pause } from 'node:timers/promises';
import { After, AfterAll, Before, BeforeAll } from '@cucumber/cucumber';
import { launchBy } from '../../support/actors/operator';
import { noPlatform } from '../../support/run/settings/settings';
import {
  addChildren,
  addStart,
  beginReading,
  beginStart,
  endMeasuring,
  endStart,
} from './coverage';
import { launchHere, loadServer, readSettings, startHere, type PlatformHere } from './platform';

const msToStart = 3_000;

/** What a mutant leaves undone at the end must not hold up the next one. */
const msToClose = 300;

let platform: PlatformHere | undefined;
/** Why there is no platform (any more), for the scenarios to fail by. */
let trouble: Error | undefined;

/** Whether a mutant has left something behind in this process that may go on failing. */
let isTainted = false;

// What nobody catches would end a platform that has a process of its own.
for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (error: Error) => {
    trouble ??= error;
    isTainted = true;
  });

launchBy(launchHere);

/** A fresh platform for every mutant: the mutant is at work from its start. */
BeforeAll(async () => {
  // Stryker tries again in a new process: the next mutant must not be noticed by this one's doing.
  if (isTainted) process.exit(1);
  trouble = undefined;
  platform = undefined;
  handOver('PLATFORM_ADDRESS', noPlatform);
  try {
    loadServer(); // before anything is measured: what runs as modules are loaded is static
    beginReading();
    const settings = readSettings();
    beginStart();
    platform = await Promise.race([startHere(settings), lateStart()]);
    handOver('PLATFORM_ADDRESS', platform.url);
  } catch (error) {
    trouble = error as Error;
  }
  endStart();
});

Before(() => {
  addStart();
  failIfInTrouble();
});

After(() => {
  addChildren();
  failIfInTrouble();
});

AfterAll(async () => {
  await Promise.race([platform?.close(), pause(msToClose)]).catch(() => undefined);
  endMeasuring();
});

async function lateStart(): Promise<never> {
  await pause(msToStart);
  throw new Error(`It has not started within ${msToStart} ms.`);
}

function failIfInTrouble(): void {
  if (trouble !== undefined)
    throw new Error(`The platform has come to its end: ${trouble.message}`, { cause: trouble });
}
