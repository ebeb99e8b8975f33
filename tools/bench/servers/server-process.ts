import { environmentWith } from '../../../support/run/settings/handed-over';
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { PROJECT } from '../project';
import { onCores } from './cores';
import type { Usage, UsageRequest } from './probe';

/** Something that takes orders and tells of them, to be measured. */
export interface Contender {
  readonly name: string;
  /** The compiled program that serves it. */
  readonly program: string;
  readonly args?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What its subscribers speak. */
  readonly protocol: 'socket.io' | 'feed' | 'ws';
}

const PROBE = path.join(PROJECT, '.build', 'tools', 'bench', 'servers', 'probe.js');
const PATIENCE_MS = 30_000;

/** A contender in a process of its own. */
export class ServerProcess {
  url = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<never>;

  private constructor(
    readonly contender: Contender,
    core: number | undefined,
  ) {
    const { program, args = [], env } = contender;
    const [command, ...before] = onCores(core === undefined ? undefined : [core]);
    const node = ['--expose-gc', '--require', PROBE, program];
    this.child = spawn(command, [...before, ...node, ...args], {
      env: environmentWith(env),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      windowsHide: true,
    });
    this.ended = new Promise((_, reject) => {
      const end = (how: string) => reject(new Error(`${contender.name} ended: ${how}`));
      this.child.once('error', ({ message }) => end(message));
      this.child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    });
    this.ended.catch(() => {}); // told to whoever is waiting for an answer
  }

  /** @throws Error if it ends before it listens */
  static async start(contender: Contender, core: number | undefined): Promise<ServerProcess> {
    const server = new ServerProcess(contender, core);
    const { url } = await server.answer<{ url: string }>('listening');
    server.url = url;
    return server;
  }

  /** What it has used so far; `collectGarbage` first, for figures of memory. */
  async usage({ collectGarbage = false } = {}): Promise<Usage> {
    const request: UsageRequest = { measureUsage: { collectGarbage } };
    const usage = this.answer<Usage>('usage');
    this.child.send(request);
    return usage;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL'); // it has nothing to lose
    await this.ended.catch(() => {});
  }

  private answer<T>(name: string): Promise<T> {
    let timer: NodeJS.Timeout;
    let listener: (message: object) => void;
    const answered = new Promise<T>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${this.contender.name} is silent`)), PATIENCE_MS);
      listener = (message) => {
        if (name in message) resolve((message as Record<string, T>)[name]);
      };
      this.child.on('message', listener);
    });
    return Promise.race([answered, this.ended]).finally(() => {
      clearTimeout(timer);
      this.child.off('message', listener);
    });
  }
}
