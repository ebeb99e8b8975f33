import Table from 'cli-table3';
import type { Selection } from '../command-line';
import {
  isGood,
  isSound,
  type CatalogueOutcome,
  type FaultOutcome,
  type FaultVerdict,
  type SoundOutcome,
} from '../outcome';
import { durationText, groupedBy, soundText, verdictText } from './texts';

/** An outcome in one line, for as soon as it is there; more where it is a bad one. */
export function progressLine(outcome: FaultOutcome | SoundOutcome): string {
  const time = `  ${outcome.seconds.toFixed(0)} s`;
  const [isFine, text] =
    'conditions' in outcome
      ? [isSound(outcome), `No fault, ${outcome.conditions.name}: ${soundText(outcome)}`]
      : [outcome.verdict === 'caught', `${outcome.fault.name}: ${verdictText(outcome)}`];
  const details = isFine ? [] : detailsOf(outcome);
  return [`${isFine ? '✔' : '✘'} ${text}${time}`, ...details].join('\n    ');
}

function detailsOf(outcome: FaultOutcome | SoundOutcome): string[] {
  const failed = outcome.failed.slice(0, 3).map(({ title, why }) => `failed: ${title}: ${why}`);
  return [
    ...(outcome.trouble === undefined ? [] : [outcome.trouble]),
    ...('fault' in outcome
      ? [
          `expected of: ${outcome.fault.caughtBy}`,
          `breaks ${outcome.fault.breaks}; reasons given: ${outcome.reasons.join(', ')}`,
        ]
      : []),
    ...failed,
  ];
}

/** The answer to what the suite protects from: each fault, and the scenario that caught it. */
export function outcomeTable({ faults }: CatalogueOutcome): string {
  const table = new Table({
    head: ['fault', 'clause', 'caught by', 'scenarios', 'reasons'],
    colWidths: [42, 11, 50, 11, 9],
    colAligns: ['left', 'left', 'left', 'right', 'right'],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const [kind, outcomes] of groupedBy(faults, (each) => each.kind)) {
    table.push([{ colSpan: 5, content: kind.toUpperCase() }]);
    for (const outcome of outcomes) {
      const { catcher, fault, failed, reasons } = outcome;
      const by = catcher ? `${catcher.feature} › ${catcher.title}` : verdictText(outcome);
      table.push([fault.name, fault.breaks, by, String(failed.length), String(reasons.length)]);
    }
  }
  return table.toString();
}

/** The end of a run; the last line is always of this form, for scripts. */
export function totals(outcome: CatalogueOutcome, pageFile: string): string {
  const { faults, sound, seconds } = outcome;
  const count = (verdict: FaultVerdict) => faults.filter((each) => each.verdict === verdict).length;
  const bad = [
    [count('unnoticed'), 'unnoticed'],
    [count('caught elsewhere'), 'caught elsewhere'],
    [count('blamed elsewhere'), 'blamed on another clause'],
    [count('unknown'), 'not known'],
    [sound.filter((each) => !isSound(each)).length, 'not green without a fault'],
  ] as const;
  const reasons = bad.flatMap(([number, what]) => (number > 0 ? [`${number} ${what}`] : []));
  return [
    ...sound.map((each) => `No fault   ${each.conditions.name}: ${soundText(each)}`),
    `Duration   ${durationText(seconds)}`,
    `Report     ${pageFile.replaceAll('\\', '/')}`,
    ...(isGood(outcome) ? [] : [`To mend    ${reasons.join(', ')}`]),
    '',
    `${count('caught')} caught, ${faults.length - count('caught')} not caught`,
  ].join('\n');
}

/** The names of the catalogue, and of what is different and right. */
export function listing({ faults, differences }: Selection): string {
  const right = { name: 'Right, and different: a platform', faults: differences };
  return [...faults, ...(differences.length > 0 ? [right] : [])]
    .map(({ name, faults }) => [name, ...faults.map((each) => `  ${each.name}`)].join('\n'))
    .join('\n\n');
}
