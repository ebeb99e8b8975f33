import { besideTheScenarios } from '../fault';
import type { FaultOutcome, SoundOutcome } from '../outcome';

const unknown = 'NOT KNOWN: the run came to nothing';

/** What became of a fault, in words. */
export function verdictText(outcome: FaultOutcome): string {
  const { verdict, catcher, failed, fault, reasons } = outcome;
  switch (verdict) {
    case 'caught':
      if (catcher === undefined) return `caught by the run, ${besideTheScenarios}`;
      return `caught by ${scenarios(failed.length)}`;
    case 'caught elsewhere':
      return failed.length > 0
        ? `CAUGHT ELSEWHERE, by ${scenarios(failed.length)}`
        : `CAUGHT ELSEWHERE, by the run, ${besideTheScenarios}`;
    case 'blamed elsewhere':
      return `BLAMED ON ${reasons.join(', ')} INSTEAD OF ${fault.breaks}`;
    case 'unnoticed':
      return 'UNNOTICED';
    case 'unknown':
      return unknown;
  }
}

/** What became of the suite without a fault, in words. */
export function soundText({ scenarios: count, failed, beside }: SoundOutcome): string {
  if (count === undefined) return unknown;
  if (failed.length === 0 && beside.length > 0)
    return `${beside.join(', ')} BROKEN ${besideTheScenarios}`;
  if (failed.length > 0) return `${failed.length} of ${scenarios(count)} FAILED`;
  return `all ${scenarios(count)} passed`;
}

export function scenarios(count: number): string {
  return `${count} scenario${count === 1 ? '' : 's'}`;
}

export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** In the order in which each group comes first. */
export function groupedBy<Thing>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
): [string, Thing[]][] {
  const groups = new Map<string, Thing[]>();
  for (const thing of things)
    groups.set(nameOf(thing), [...(groups.get(nameOf(thing)) ?? []), thing]);
  return [...groups];
}
