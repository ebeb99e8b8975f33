import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SettingError } from './setting-error';

/** What matters of a machine, so that a test can be on any. */
export interface Machine {
  platform: NodeJS.Platform;
  home: string;
  isFile: (file: string) => boolean;
}

const thisMachine: Machine = {
  platform: process.platform,
  home: os.homedir(),
  isFile: (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false,
};

export const noBrowser =
  'no Chromium found, nor Chrome or Edge; install one, or name one in BROWSER_PATH';

/**
 * The Chromium, or the browser made of it, that is installed on this machine; nothing is ever
 * downloaded.
 * @returns its executable file, or undefined where there is none
 * @throws SettingError if BROWSER_PATH names something that is no file
 */
export function findBrowser(
  env: NodeJS.ProcessEnv = process.env,
  machine: Machine = thisMachine,
): string | undefined {
  const named = env.BROWSER_PATH?.trim() ?? '';
  if (named === '') return usualPlaces(env, machine).find(machine.isFile);
  if (machine.isFile(named)) return named;
  throw new SettingError(
    `BROWSER_PATH: "${named}" is not the file of a browser, such as /usr/bin/chromium; ` +
      'unset it and the suite looks for one itself',
  );
}

function usualPlaces(env: NodeJS.ProcessEnv, { platform, home }: Machine): string[] {
  const below = (folders: readonly (string | undefined)[], files: readonly string[]) =>
    files.flatMap((file) =>
      folders.filter((folder) => folder).map((folder) => join(platform, folder!, file)),
    );
  if (platform === 'win32')
    return below(
      [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA],
      [
        String.raw`Chromium\Application\chrome.exe`,
        String.raw`Google\Chrome\Application\chrome.exe`,
        String.raw`Microsoft\Edge\Application\msedge.exe`,
      ],
    );
  if (platform === 'darwin')
    return below(
      ['/Applications', `${home}/Applications`],
      ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
        (name) => `${name}.app/Contents/MacOS/${name}`,
      ),
    );
  return below(
    [...(env.PATH ?? '').split(':'), '/snap/bin'],
    [
      ...['chromium', 'google-chrome-stable', 'google-chrome'],
      ...['microsoft-edge-stable', 'microsoft-edge'],
      'chromium-browser', // last: on Ubuntu it may be a script that asks for the real one
    ],
  );
}

function join(platform: NodeJS.Platform, folder: string, file: string): string {
  return (platform === 'win32' ? path.win32 : path.posix).join(folder, file);
}
