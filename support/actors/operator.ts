import { FailureError, Mistake } from '../contract/failure';
import { topic } from '../evidence/memory';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deadlines } from '../run/settings/deadlines';
import type { Evidence } from '../evidence/evidence';
import {
  LocalPlatform,
  PlatformStartError,
  type LocalPlatformOptions,
} from '../platform/local-platform';

/** How a start ended: with an address, or with what the platform said before it gave up. */
export type Start = { url: string } | Pick<PlatformStartError, 'how' | 'printed' | 'isUnjudged'>;

/** How a platform ended that was told to, such as `exit code 0`, and after how many milliseconds. */
export interface End {
  how: string;
  ms: number;
}

/** How the last start of a platform by the operator ended. */
export const lastStart = topic<Start>('The operator has not started a platform');

/** How the platform ended that the operator stopped. */
export const lastEnd = topic<End>('The operator has not stopped a platform');

/** The platform listens. @returns its address */
export function expectStarted(start: Start): string {
  if ('url' in start) return start.url;
  const sentence = 'a platform of our own does not start';
  const seen = `${start.how}: ${start.printed}`;
  const kind = start.isUnjudged ? 'unjudged' : 'broken';
  throw new FailureError([{ kind, sentence, expected: 'a platform that listens', seen }]);
}

/** A platform that was started, wherever it runs. */
export type StartedPlatform = Pick<LocalPlatform, 'listening' | 'stop' | 'kill' | 'printed'>;
type Launch = (options: LocalPlatformOptions) => StartedPlatform;

let launch: Launch = (options) => new LocalPlatform(options);

/** Has platforms started in another way than each in a process of its own. */
export function launchBy(another: Launch): void {
  launch = another;
}

interface Started {
  platform: StartedPlatform;
  settings: Settings;
  folder: string;
}

/** Environment variables of a platform. */
type Settings = Readonly<Record<string, string>>;

/** A file in the folder that a platform publishes; its age in milliseconds. */
export interface PublishedFile {
  file: string;
  age: number;
  content: string;
}

/**
 * Starts platforms with settings that matter to one scenario, each in a process and on a port of
 * its own.
 */
export class Operator {
  private readonly started: Started[] = [];
  private readonly folders: string[] = [];

  constructor(private readonly evidence: Evidence) {}

  async start(settings: Settings): Promise<Start> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'platform-'));
    const platform = launch({
      logFile: path.join(folder, 'platform.log'),
      onDeath: (how) => this.note(`the platform ended (${how})`),
      settings,
    });
    this.started.push({ platform, settings, folder });
    this.note(`starts a platform with ${JSON.stringify(settings)}`);
    try {
      const url = await platform.listening(deadlines.start);
      this.note(`the platform listens on ${url}`);
      return { url };
    } catch (error) {
      if (!(error instanceof PlatformStartError)) throw error;
      this.note(error.message);
      return error;
    }
  }

  /** Starts a platform that publishes a folder with these files. */
  async startPublishing(files: readonly PublishedFile[]): Promise<Start> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reports-'));
    this.folders.push(folder);
    const now = Date.now();
    for (const { file, age, content } of files) {
      const target = path.join(folder, file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, content);
      const writtenAt = (now - age) / 1000;
      fs.utimesSync(target, writtenAt, writtenAt);
    }
    return this.start({ REPORTS_DIR: folder });
  }

  /** Stops the platform that was started last, and starts another in its place. */
  async restart(): Promise<Start> {
    const { settings } = this.last();
    await this.stop();
    return this.start(settings);
  }

  /** Everything that the platform started last has printed. */
  printed(): string {
    return this.last().platform.printed();
  }

  /** Has the platform that was started last stop, and waits until it has. */
  async stop(): Promise<End> {
    const { platform } = this.last();
    const begun = performance.now();
    const how = await platform.stop();
    this.note(`stopped the platform (${how})`);
    return { how, ms: performance.now() - begun };
  }

  /** Ends every platform that is still there, and says what they printed. */
  leave(): void {
    for (const { platform, folder } of this.started.splice(0)) {
      platform.kill();
      const printed = platform.printed().trim();
      if (printed !== '') this.note(`the platform printed: ${printed}`);
      this.folders.push(folder);
    }
    for (const folder of this.folders.splice(0))
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private last(): Started {
    const last = this.started.at(-1);
    if (!last) throw new Mistake('The operator has not started a platform in this scenario.');
    return last;
  }

  private note(text: string): void {
    this.evidence.note('operator', text);
  }
}
