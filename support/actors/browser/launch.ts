import { handedOver, handOver } from '../../run/settings/handed-over';
import type { Browser, BrowserServer } from 'playwright-core';
import type { Access } from '../../platform/access';
import { deadlines } from '../../run/settings/deadlines';
import { findBrowser, noBrowser } from '../../run/settings/find-browser';
import { trustIn } from './context';

/**
 * Pages that Chromium keeps ready behind the address bar of each window, though none is to be seen:
 * they would cost each scenario more than the page that it is about.
 */
const addressBarPages = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/** What Playwright disables itself. Chromium heeds the last list alone, so ours repeats it. */
export const disabledByPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

function options(executablePath: string, trust: readonly string[] = []) {
  const disabled = [...disabledByPlaywright, ...addressBarPages];
  return {
    executablePath,
    args: [
      ...['--disable-gpu', '--disable-quic', `--disable-features=${disabled.join(',')}`],
      ...trust,
    ],
    timeout: deadlines.browser,
  };
}

// playwright-core is loaded where it is needed: it takes its time, and most workers never do.

/**
 * Starts the one browser of a run, which would take each scenario a second or two otherwise.
 * @param access the platform, whose certificate it trusts where the description says so
 * @returns undefined where there is none, or where it does not start: who needs it says why
 */
export async function launchForRun(access: Access): Promise<BrowserServer | undefined> {
  const executablePath = findBrowser();
  if (executablePath === undefined) return undefined;
  const { chromium } = await import('playwright-core');
  try {
    const server = await chromium.launchServer(options(executablePath, await trustIn(access)));
    handOver('BROWSER_ENDPOINT', server.wsEndpoint()); // for all workers
    return server;
  } catch {
    return undefined;
  }
}

/** A browser without a window that a person could see: the run's, or one of its own. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(noBrowser);
  const { chromium } = await import('playwright-core');
  const endpoint = handedOver('BROWSER_ENDPOINT');
  if (endpoint !== undefined) return chromium.connect(endpoint, { timeout: deadlines.browser });
  try {
    return await chromium.launch(options(executablePath));
  } catch (error) {
    throw new Error(
      `The browser ${executablePath} did not start; name another one in BROWSER_PATH, or leave ` +
        `these scenarios out (--tags "not @browser").\n${String(error)}`,
      { cause: error },
    );
  }
}
