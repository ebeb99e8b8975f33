import fs from 'node:fs';

/**
 * Loaded into every measured server before its own code, so that it tells what it has used. It
 * costs nothing while nobody asks.
 */

/** The question. */
export interface UsageRequest {
  measureUsage: { collectGarbage: boolean };
}

/** The answer: processor time since the start in milliseconds, memory in bytes. */
export interface Usage {
  cpuMs: number;
  heapUsed: number;
  /** What is held outside the heap. */
  arrayBuffers: number;
  rss: number;
  /** The most that `rss` has ever been. */
  peakRss: number;
}

process.on('message', (message: Partial<UsageRequest>) => {
  if (!message.measureUsage) return;
  // Twice, because what is only weakly held goes with the second one.
  if (message.measureUsage.collectGarbage) for (let i = 0; i < 2; i++) global.gc!();
  const { user, system } = process.cpuUsage();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const cpuMs = (user + system) / 1000;
  const usage: Usage = { cpuMs, heapUsed, arrayBuffers, rss, peakRss: peakRss() };
  process.send!({ usage });
});

/** Linux counts in what started the process, unless asked in this way. */
function peakRss(): number {
  const status = process.platform === 'linux' ? fs.readFileSync('/proc/self/status', 'utf8') : '';
  const [, kibibytes = process.resourceUsage().maxRSS] = /^VmHWM:\s*(\d+) kB/m.exec(status) ?? [];
  return Number(kibibytes) * 1024;
}
