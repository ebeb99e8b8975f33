import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ChildProcess } from 'node:child_process';
import type { Envelope } from '@cucumber/messages';
import { askForWork, isWorkerProcess } from './cucumber-internals';
import type { RunInfo } from './run-info';

/** Scenarios whose process is gone: Cucumber waits for their end, which never comes. */
const lost = new Set<string>();
/** Whether nobody alive is at work, so that whatever seems to be under way is lost. */
let nobodyWorks = false;

/** Those among the scenarios that seem to be under way that really can be. */
export function underWay<Each extends { id: string }>(inProgress: readonly Each[]): Each[] {
  if (nobodyWorks) for (const { id } of inProgress) lost.add(id);
  return inProgress.filter(({ id }) => !lost.has(id));
}

/** Of silence, after which it is looked whether anybody is still at work, in milliseconds. */
const silence = 1_500;

/**
 * Follows the processes that run scenarios side by side. Where one is gone before its time, it keeps
 * how it ended, and sees to it that the others go on.
 */
export class Workers {
  private readonly processes = new Map<string, ChildProcess>();
  private readonly busy = new Map<string, string>();
  private readonly pickles = new Map<string, string>();
  private readonly attempts = new Map<string, string>();
  private lastMessage = Date.now();
  private readonly timer = setInterval(() => this.goOn(), silence / 2);

  constructor(private readonly info: RunInfo) {
    subscribe('child_process', this.onProcess);
  }

  follow({ testCase, testCaseStarted, testCaseFinished }: Envelope): void {
    this.lastMessage = Date.now();
    if (testCase) this.pickles.set(testCase.id, testCase.pickleId);
    if (testCaseStarted?.workerId !== undefined) {
      const { workerId, testCaseId, id } = testCaseStarted;
      this.busy.set(workerId, this.pickles.get(testCaseId) ?? '');
      this.attempts.set(id, workerId);
    }
    if (testCaseFinished && !testCaseFinished.willBeRetried)
      this.busy.delete(this.attempts.get(testCaseFinished.testCaseStartedId) ?? '');
  }

  stop(): void {
    unsubscribe('child_process', this.onProcess);
    clearInterval(this.timer);
  }

  private readonly onProcess = (message: unknown) => {
    const { process: child } = message as { process: ChildProcess };
    // What it was started with is known only when the one who started it has come back.
    process.nextTick(() => {
      if (!isWorkerProcess(child)) return;
      const id = String(this.processes.size);
      this.processes.set(id, child);
      child.once('exit', (code, signal) => this.onExit(id, code, signal));
    });
  };

  private onExit(id: string, code: number | null, signal: NodeJS.Signals | null): void {
    const pickle = this.busy.get(id);
    if (pickle === undefined && code === 0) return; // it had nothing more to do
    this.info.workerEnds[id] = signal ? inWords(signal) : `exit code ${code}`;
    if (pickle !== undefined) lost.add(pickle);
    this.busy.delete(id);
  }

  /** Where one is gone, nobody tells the others that there is work for them. */
  private goOn(): void {
    const isQuiet = Date.now() - this.lastMessage >= silence;
    if (!isQuiet || this.busy.size > 0 || Object.keys(this.info.workerEnds).length === 0) return;
    const alive = [...this.processes.values()].find((each) => each.exitCode === null && each.connected); // prettier-ignore
    if (alive === undefined) return;
    nobodyWorks = true;
    askForWork(alive);
    nobodyWorks = false;
  }
}

const words: Partial<Record<NodeJS.Signals, string>> = {
  SIGKILL: 'somebody, or the system for want of memory, ended it',
  SIGABRT: 'it was out of memory, or crashed',
  SIGSEGV: 'it crashed in native code',
  SIGBUS: 'it crashed in native code',
  SIGILL: 'it crashed in native code',
};

function inWords(signal: NodeJS.Signals): string {
  const why = words[signal];
  return why === undefined ? signal : `${signal}: ${why}`;
}
