import { isTooLateToTell, orTooLate, waitedWords } from '../evidence/patience';
import { makeFolder } from '../evidence/whole-file';
import { environmentWith } from '../run/settings/handed-over';
import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** The compiled platform; no other file of the suite may know where it is. */
const defaultEntry = path.resolve('.build', 'server', 'main.js');
const msToStop = 6_000; // the platform promises 5 s, and a little for the process itself
const linesOfLog = 20;

export interface LocalPlatformOptions {
  /** Takes everything that the platform prints. */
  logFile: string;
  /** Called if the platform, once it listened, ends before it is told to. */
  onDeath: (how: string) => void;
  /** Its environment variables, where they are to differ from this process's. */
  settings?: NodeJS.ProcessEnv;
  entry?: string;
}

/** The platform ended, or stayed silent, before it listened; the message says all that is known. */
export class PlatformStartError extends Error {
  constructor(
    readonly how: string,
    /** What it said on its way, both outputs together. */
    readonly printed: string,
    /** Whether the machine was too busy to tell that from a platform that never starts. */
    readonly isUnjudged = false,
  ) {
    super(`The platform ${how}. ${lastLines(printed)}`);
  }
}

/**
 * A platform in a process of its own, on a free port. The channel to it does double duty: it
 * brings the address, and when this process ends, however it ends, it closes and the platform
 * stops by itself.
 */
export class LocalPlatform {
  private readonly child: ChildProcess;
  private readonly ended: Promise<string>;
  private stopping = false;

  constructor(private readonly options: LocalPlatformOptions) {
    makeFolder(path.dirname(options.logFile));
    const log = fs.openSync(options.logFile, 'w');
    this.child = fork(options.entry ?? defaultEntry, {
      env: {
        LOG_LEVEL: 'warn',
        ...environmentWith({ PORT: '0', HOST: '127.0.0.1', ...options.settings }),
      },
      execArgv: [], // without source maps: to read them takes a fifth of a start
      stdio: ['ignore', log, log, 'ipc'],
    });
    fs.closeSync(log);
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => resolve(error.message));
      this.child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
  }

  /**
   * Waits until it listens.
   * @returns its address
   * @throws PlatformStartError
   */
  async listening(waitMs: number): Promise<string> {
    const outcome = await orTooLate(
      Promise.race([
        new Promise<{ url: string }>((resolve) => {
          this.child.on('message', (message) => {
            const { listening } = message as { listening?: { url: string } };
            if (listening !== undefined) resolve(listening);
          });
        }),
        this.ended.then((how) => ({ how: `did not start (${how})` })),
      ]),
      waitMs,
    );
    if ('waited' in outcome) {
      const { waited } = outcome;
      const how = `did not listen within ${waitedWords(waited)}`;
      throw this.failure(how, isTooLateToTell(waited));
    }
    if ('how' in outcome.value) throw this.failure(outcome.value.how);
    void this.ended.then((how) => {
      if (!this.stopping) this.options.onDeath(how);
    });
    return outcome.value.url;
  }

  private failure(how: string, isUnjudged = false): PlatformStartError {
    this.kill();
    return new PlatformStartError(how, this.printed(), isUnjudged);
  }

  /**
   * Stops it in good order: by the channel and not by a signal, which Windows does not have.
   * @returns how it ended, such as `exit code 0`
   */
  async stop(): Promise<string> {
    this.stopping = true;
    if (this.child.connected) this.child.disconnect();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), msToStop);
    const how = await this.ended;
    clearTimeout(timer);
    return how;
  }

  /** Ends it at once, for when this process is about to end itself. */
  kill(): void {
    this.stopping = true;
    this.child.kill('SIGKILL');
  }

  /** Everything that it has printed so far. */
  printed(): string {
    return fs.readFileSync(this.options.logFile, 'utf8');
  }
}

function lastLines(printed: string): string {
  const lines = printed.trimEnd().split('\n');
  if (lines.join('') === '') return 'It printed nothing.';
  const last = lines.slice(-linesOfLog).map((line) => `  ${line}`);
  return `It printed:\n${last.join('\n')}`;
}
