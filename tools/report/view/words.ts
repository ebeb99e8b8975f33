import type { Verdict } from '../../run-model/run';

/** `1 scenario`, `2 scenarios`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? noun : plural}`;
}

/** A duration as people say it: `0.42 s`, `12.3 s`, `1 min 29 s`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `21 November 2026, 06:10 UTC`: the same for every reader, wherever the run was. */
export function dateAndTime(date: Date): string {
  const day = date.toLocaleDateString('en-GB', {
    ...{ day: 'numeric', month: 'long', year: 'numeric' },
    timeZone: 'UTC',
  });
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}

/** `21 Nov, 06:10`, where there is little room. */
export function shortDate(date: Date): string {
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return `${day}, ${date.toISOString().slice(11, 16)}`;
}

/** An outcome to be read, never by its colour alone. */
export const outcomes: Record<Verdict, { mark: string; word: string }> = {
  passed: { mark: '✔', word: 'Passed' },
  failed: { mark: '✘', word: 'Failed' },
  unjudged: { mark: '?', word: 'Not judged' },
  known: { mark: '!', word: 'Known to fail' },
  flaky: { mark: '↻', word: 'Flaky' },
  skipped: { mark: '–', word: 'Skipped' },
  unrun: { mark: '…', word: 'Not run' },
};
