import type { Figure, Summary } from '../figures';
import type { Outcome } from '../goals';
import { html, type Html } from '../../html/html';
import { page } from '../../html/page';
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
  const title = 'Bench of the trading platform';
  const body = html`<main>
    <h1>${title}</h1>
    <p>
      <time datetime="${startedAt}">${startedAt.slice(0, 16).replace('T', ' ')} UTC</time>,
      ${minutes} minutes. ${remarks.map((remark) => html`${remark}<br />`)}
    </p>
    <h2>Goals</h2>
    ${goalsHtml(goals)} ${measurements.map(measurementHtml)}
    <p>
      Bars show the median of the rounds, lines the lowest and the highest. A ratio is taken round
      by round.
    </p>
  </main>`;
  return page({ title, folder: 'tools/bench/report', body }, PROJECT);
}

function goalsHtml(goals: readonly Outcome[]): Html {
  const columns = ['goal', 'limit', 'median', 'from – to', 'rounds', 'verdict'];
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${columns.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${goals.map(goalRow)}
      </tbody>
    </table>
  </div>`;
}

function goalRow(goal: Outcome): Html {
  const verdict = goal.isMet ? 'met' : 'missed';
  return html`<tr>
    <th scope="row">${goal.what}</th>
    <td>${goal.limit}</td>
    <td>${withUnit(goal.median, goal.unit)}</td>
    <td>${range(goal)}</td>
    <td>${goal.rounds.length}</td>
    <td class="${verdict}">${verdict}</td>
  </tr>`;
}

function measurementHtml({ title, figures }: MeasurementReport): Html {
  const names = [...new Set(figures.map(({ name }) => name))];
  const charts = names.map((name) => chart(figures.filter((figure) => figure.name === name)));
  return html`<h2>${title}</h2>
    <div class="charts">${charts}</div>`;
}

/** A figure of several subjects as bars, one below the other. */
function chart(figures: readonly (Figure & Summary)[]): Html {
  const [{ name, unit, better }] = figures;
  const longest = Math.max(...figures.map(({ max }) => max), Number.MIN_VALUE);
  const percent = (value: number) => ((Math.max(value, 0) / longest) * 100).toFixed(2);
  const bar = (figure: Figure & Summary) =>
    html`<dt>${figure.subject}</dt>
      <dd>
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
          <rect width="${percent(figure.median)}" height="10" />
          <line x1="${percent(figure.min)}" x2="${percent(figure.max)}" y1="5" y2="5" />
        </svg>
        <b>${number(figure.median)}</b> <small>${range(figure)}</small>
      </dd>`;
  return html`<figure>
    <figcaption>
      ${name} <small>${better ? `${unit}, ${better} is better` : unit}</small>
    </figcaption>
    <dl>${figures.map(bar)}</dl>
  </figure>`;
}
