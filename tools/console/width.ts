import { inOneLine } from '../../support/contract/visible';
import type { ScenarioName } from '../run-model/names';

/** A line of the console has so many columns, whoever reads it. */
export const columns = 100;

/** A line that is not too long: its end is cut off, with a mark. */
export function cut(text: string, width = columns): string {
  const line = inOneLine(text);
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}

/** Lines that are not too long, each broken where words end if it can be, and further in from then on. */
export function wrap(text: string, width = columns): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(line: string, width: number): string[] {
  const [indent = ''] = /^ */.exec(line) ?? [];
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const end = space > indent.length + width / 2 ? space : width;
    lines.push(rest.slice(0, end).trimEnd());
    rest = `${indent}  ${rest.slice(end).trimStart()}`;
  }
  return [...lines, rest];
}

/** The first and the last of many lines, with a mark where some are left out. */
export function shortened(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  const first = Math.ceil((most - 1) / 2);
  const last = most - 1 - first;
  const left = lines.length - first - last;
  return [
    ...lines.slice(0, first),
    `… ${left} lines left out (VERBOSE=1 prints them) …`,
    ...(last > 0 ? lines.slice(-last) : []),
  ];
}

/** As much of a scenario's name as there is room for: its title, and what it stands in if it can be. */
export function fitTitle({ feature, rule, title, row }: ScenarioName, width: number): string {
  const own = row === undefined ? title : `${title} [${row}]`;
  const within = [feature, rule].filter((each) => each !== undefined && each !== '');
  const whole = [...within, own].join(' › ');
  if (whole.length <= width) return whole;
  const inRule = `… › ${[rule, own].filter(Boolean).join(' › ')}`;
  return inRule.length <= width ? inRule : cut(`… › ${own}`, width);
}
