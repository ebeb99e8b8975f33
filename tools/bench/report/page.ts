import fs from 'node:fs';
import path from 'node:path';
import type { Figure, Summary } from '../figures';
import type { Outcome } from '../goals';
import { machineText } from '../machine';
import { PROJECT } from '../project';
import { number, range, withUnit } from './numbers';
import type { BenchReport, MeasurementReport } from './report';

/** The report as a page of HTML that needs nothing else, for light and dark. */
export function pageOf(report: BenchReport): string {
  const { startedAt, durationSeconds, goals, measurements, machine, quick } = report;
  const minutes = (durationSeconds / 60).toFixed(1);
  const remarks = [
    ...machineText(machine),
    ...(quick ? ['A quick run: its figures say little.'] : []),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Bench of the trading platform</title>
<style>${styles()}</style>
</head>
<body>
<main>
<h1>Bench of the trading platform</h1>
<p><time datetime="${startedAt}">${startedAt.slice(0, 16).replace('T', ' ')} UTC</time>, ${minutes} minutes.
${remarks.map(escaped).join('<br>\n')}</p>
<h2>Goals</h2>
${goalsHtml(goals)}
${measurements.map(measurementHtml).join('\n')}
<p>Bars show the median of the rounds, lines the lowest and the highest. A ratio is taken round by round.</p>
</main>
</body>
</html>
`;
}

function goalsHtml(goals: readonly Outcome[]): string {
  const rows = goals.map(
    (goal) => `<tr><th scope="row">${escaped(goal.what)}</th>
<td>${escaped(goal.limit)}</td><td>${withUnit(goal.median, goal.unit)}</td><td>${range(goal)}</td>
<td>${goal.rounds.length}</td><td class="${goal.isMet ? 'met">met' : 'missed">missed'}</td></tr>`,
  );
  return `<div class="wide"><table>
<thead><tr><th scope="col">goal</th><th scope="col">limit</th><th scope="col">median</th>
<th scope="col">from – to</th><th scope="col">rounds</th><th scope="col">verdict</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

function measurementHtml({ title, figures }: MeasurementReport): string {
  const names = [...new Set(figures.map(({ name }) => name))];
  const charts = names.map((name) => chart(figures.filter((figure) => figure.name === name)));
  return `<h2>${escaped(title)}</h2>\n<div class="charts">${charts.join('\n')}</div>`;
}

/** A figure of several subjects as bars, one below the other. */
function chart(figures: readonly (Figure & Summary)[]): string {
  const [{ name, unit, better }] = figures;
  const longest = Math.max(...figures.map(({ max }) => max), Number.MIN_VALUE);
  const percent = (value: number) => ((Math.max(value, 0) / longest) * 100).toFixed(2);
  const bars = figures.map(
    (figure) => `<dt>${escaped(figure.subject)}</dt>
<dd><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
<rect width="${percent(figure.median)}" height="10"/>
<line x1="${percent(figure.min)}" x2="${percent(figure.max)}" y1="5" y2="5"/></svg>
<b>${number(figure.median)}</b> <small>${range(figure)}</small></dd>`,
  );
  return `<figure><figcaption>${escaped(name)} <small>${escaped(better ? `${unit}, ${better} is better` : unit)}</small></figcaption>
<dl>${bars.join('\n')}</dl></figure>`;
}

/** Text that is no HTML. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The style sheet is not compiled, so it is read from where it was written. */
function styles(): string {
  return fs.readFileSync(path.join(PROJECT, 'tools', 'bench', 'report', 'page.css'), 'utf8');
}
