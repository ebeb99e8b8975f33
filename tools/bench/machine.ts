import os from 'node:os';
import type { Cores } from './servers/cores';

/** Where the figures come from. */
export interface Machine {
  processor: string;
  cores: number;
  node: string;
  platform: string;
  /** `null` where processes could not be pinned to cores. */
  pinned: Cores | null;
  /** How many processes wanted to run before the bench began; `null` on Windows. */
  loadBefore: number | null;
}

export function describeMachine(cores: Cores | undefined): Machine {
  const [processor] = os.cpus();
  return {
    processor: processor?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    node: process.version,
    platform: `${os.type()} ${os.release()} ${os.arch()}`,
    pinned: cores ?? null,
    loadBefore: os.platform() === 'win32' ? null : os.loadavg()[0],
  };
}

/** What a reader has to know of the machine before believing the figures, one line each. */
export function machineText(machine: Machine): string[] {
  const { processor, cores, node, platform, pinned, loadBefore } = machine;
  const lines = [
    `Node ${node}, ${platform}, ${cores} × ${processor}`,
    pinned
      ? `Pinned: server to core ${pinned.server}, client to ${pinned.client.join(', ')}.`
      : 'Not pinned to cores: this system has no taskset, or only one core.',
  ];
  if (loadBefore !== null && loadBefore > BUSY * cores) {
    lines.push(
      `The machine was busy before the bench began (load ${loadBefore.toFixed(1)}): ` +
        'trust ratios more than figures, and neither very much.',
    );
  }
  return lines;
}

/** From this share of the cores on, other work is in the way. */
const BUSY = 0.5;
