import type { LoadMetrics, MeasureMetrics } from '../../../support/load/metrics-files';
import type { Report, Shown } from '../model/report';
import { scenariosOf } from '../model/conclusion';
import { html, type Html } from '../../html/html';
import type { Section } from './section';
import { count } from './words';

const measures = {
  responseTimeMs: 'Response time',
  executionDelayMs: 'Execution delay',
  cancellationTimeMs: 'Cancellation time',
  measurementErrorMs: 'Measurement error',
} as const satisfies Partial<Record<keyof LoadMetrics, string>>;

const isChart = ({ mediaType }: Shown) => mediaType === 'image/svg+xml';

/** The figures of each load that was measured, with its charts. */
export function underLoad(report: Report): Section | undefined {
  const loads = scenariosOf(report).flatMap(({ id, attempts }) => {
    const { load, attachments } = attempts.at(-1) ?? {};
    return load && attachments ? [{ id, load, charts: attachments.filter(isChart) }] : [];
  });
  if (loads.length === 0) return undefined;
  const content = loads.map(
    ({ id, load, charts }) => html`
      <h3><a href="#scenario-${id}">${load.scenario}</a></h3>
      ${figures(load)} ${doubts(load)} ${charts.map(chart)}
      <details>
        <summary>All figures</summary>
        ${table(load)}
      </details>
    `,
  );
  return { id: 'load', title: 'Under load', content };
}

function figures(load: LoadMetrics): Html {
  const { average, standardDeviation, p95 } = load.executionDelayMs;
  const shown: [string, string][] = [
    ['average execution delay', ms(average)],
    ['standard deviation', ms(standardDeviation)],
    ['executed within, 95 of 100', ms(p95)],
    ['average response time', ms(load.responseTimeMs.average)],
    ['orders accepted', `${load.accepted} of ${load.orders}`],
  ];
  return html`<ul class="tiles">
    ${shown.map(([name, value]) => html`<li><b>${value}</b> <span>${name}</span></li>`)}
  </ul>`;
}

/** What one has to know before one believes the figures. */
function doubts({ trustworthy, eventLoopLagMs, errors, lost }: LoadMetrics): Html {
  const sentences = [
    ...(trustworthy
      ? []
      : [
          `Not to be trusted: the machine was busy, and events were seen ${ms(eventLoopLagMs)} late.`,
        ]),
    ...Object.entries(errors).map(([kind, number]) => `${number} × ${kind}`),
    ...Object.entries(lost).map(
      ([status, orders]) => `${count(orders.length, `${status} event`)} lost`,
    ),
  ];
  return html`${sentences.map((each) => html`<p class="change">${each}</p>`)}`;
}

function chart({ name, body }: Shown): Html {
  const title = name.replace(/\.svg$/, '');
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${title}">
    <img src="data:image/svg+xml;base64,${body}" alt="Chart: ${title}" />
  </div>`;
}

function table(load: LoadMetrics): Html {
  const shown = (Object.keys(measures) as (keyof typeof measures)[]).filter(
    (each) => load[each].count + load[each].missing > 0,
  );
  const statistics = [...new Set(shown.flatMap((each) => Object.keys(load[each])))].filter((each) =>
    shown.some((measure) => valueOf(load[measure], each) !== null),
  );
  return html`<div class="scroll" tabindex="0" role="group" aria-label="All figures">
      <table>
        <tr>
          <th scope="col">Milliseconds</th>
          ${shown.map((each) => html`<th scope="col" class="number">${measures[each]}</th>`)}
        </tr>
        ${statistics.map(
          (statistic) =>
            html`<tr>
              <th scope="row">${wordsFor(statistic)}</th>
              ${shown.map((each) => html`<td class="number">${cell(statistic, valueOf(load[each], statistic))}</td>`)}
            </tr>`,
        )}
      </table>
    </div>
    <p class="quiet">
      Response time: from sending an order to its answer. Execution delay: from the answer to the
      EXECUTED event. Measurement error: against the platform’s own times. Deviation of a sample (n
      − 1). Sent within ${ms(load.sendSpreadMs)}, all answered within ${ms(load.answeredWithinMs)};
      events were seen ${ms(load.eventLoopLagMs)} late at most.
    </p>`;
}

function valueOf(metrics: MeasureMetrics, statistic: string): number | null {
  return metrics[statistic as keyof MeasureMetrics] ?? null;
}

function cell(statistic: string, value: number | null): string {
  if (value === null) return '–';
  return statistic === 'count' || statistic === 'missing' ? String(value) : value.toFixed(1);
}

function wordsFor(statistic: string): string {
  return { count: 'measured', standardDeviation: 'standard deviation' }[statistic] ?? statistic;
}

function ms(value: number | null): string {
  if (value === null) return 'unknown';
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })} ms`;
}
