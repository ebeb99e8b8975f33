import type { RunRecord } from '../../history/run-record';
import { html, type Html } from '../../html/html';
import type { PageContext } from './page-context';
import type { Section } from './section';
import { count, duration, shortDate } from './words';

interface Series {
  title: string;
  /** One value a run; undefined where a run has none. */
  values: (number | undefined)[];
  words: (value: number) => string;
  /** The class that colours it. */
  kind: 'passed' | 'failed' | 'flaky' | 'plain';
}

/** How this run compares with the ones before it, as small charts and as a table. */
export function trend({ comparison, ignoredFiles }: PageContext): Section | undefined {
  const runs = comparison?.runs ?? [];
  const content: Html[] = [];
  if (runs.length > 1) {
    const what = runs[0]?.selection === '' ? 'the whole suite' : 'the same selection';
    content.push(
      html`<p>The last ${count(runs.length, 'run')} of ${what}; this one is the last bar.</p>
        <div class="charts">${seriesOf(runs).map((each) => chart(each, runs))}</div>
        ${table(runs)}`,
    );
  }
  if (ignoredFiles.length > 0)
    content.push(
      html`<p class="quiet">
        In reports/history, but no records of a run, and so ignored: ${ignoredFiles.join(', ')}
      </p>`,
    );
  return content.length > 0 ? { id: 'runs', title: 'Over the runs', content } : undefined;
}

function seriesOf(runs: readonly RunRecord[]): Series[] {
  const amount = (value: number) => String(value);
  const loads = Object.keys(runs.at(-1)?.executionDelayMs ?? {});
  const all: Series[] = [
    {
      title: 'Passed',
      kind: 'passed',
      values: runs.map(({ scenarios }) => scenarios.passed.length),
      words: amount,
    },
    {
      title: 'Failed',
      kind: 'failed',
      values: runs.map(({ scenarios }) => scenarios.failed.length),
      words: amount,
    },
    {
      title: 'Flaky',
      kind: 'flaky',
      values: runs.map(({ scenarios }) => scenarios.flaky.length),
      words: amount,
    },
    {
      title: 'Duration',
      kind: 'plain',
      values: runs.map(({ seconds }) => seconds),
      words: duration,
    },
    ...loads.map((load): Series => ({
      title: `Average execution delay: ${load}`,
      kind: 'plain',
      values: runs.map(({ executionDelayMs }) => executionDelayMs[load]),
      words: (value) => `${value.toFixed(0)} ms`,
    })),
  ];
  return all;
}

const width = 300;
const height = 60;
const gap = 2;

function chart({ title, kind, values, words }: Series, runs: readonly RunRecord[]): Html {
  const known = values.filter((value) => value !== undefined);
  const highest = Math.max(...known, 0);
  const last = values.at(-1);
  const slot = width / values.length;
  const bars = values.flatMap((value, index) => {
    if (value === undefined) return [];
    // what is not nothing is to be seen
    const size = value === 0 ? 0 : Math.max(2, (value / (highest || 1)) * height);
    const when = shortDate(new Date(runs[index]?.startedAt ?? 0));
    return [
      html`<rect
        x="${(index * slot).toFixed(1)}"
        y="${(height - size).toFixed(1)}"
        width="${Math.max(1, slot - gap).toFixed(1)}"
        height="${size.toFixed(1)}"
        class="${index === values.length - 1 ? 'now' : ''}"
      >
        <title>${when}: ${words(value)}</title>
      </rect>`,
    ];
  });
  const range = known.length > 0 ? `${words(Math.min(...known))} to ${words(highest)}` : 'none';
  return html`<figure class="trend ${kind}">
    <figcaption>${title} <b>${last === undefined ? '–' : words(last)}</b></figcaption>
    <svg
      viewBox="0 0 ${width} ${height}"
      preserveAspectRatio="none"
      role="img"
      aria-label="${title} over ${count(values.length, 'run')}: ${range}, now ${last === undefined ? 'none' : words(last)}"
    >
      <line x1="0" x2="${width}" y1="${height}" y2="${height}" />
      ${bars}
    </svg>
    <p class="quiet">${range}</p>
  </figure>`;
}

function table(runs: readonly RunRecord[]): Html {
  return html`<details>
    <summary>The runs as a table</summary>
    <div class="scroll" tabindex="0" role="group" aria-label="The runs as a table">
      <table>
        <tr>
          <th scope="col">Run (UTC)</th>
          <th scope="col" class="number">Passed</th>
          <th scope="col" class="number">Failed</th>
          <th scope="col" class="number">Flaky</th>
          <th scope="col" class="number">Skipped</th>
          <th scope="col" class="number">Duration</th>
          <th scope="col">Platform</th>
          <th scope="col">Commit</th>
        </tr>
        ${[...runs].reverse().map(
          ({ startedAt, scenarios, seconds, platform, commit }) =>
            html`<tr>
              <td>${shortDate(new Date(startedAt))}</td>
              <td class="number">${scenarios.passed.length}</td>
              <td class="number">${scenarios.failed.length}</td>
              <td class="number">${scenarios.flaky.length}</td>
              <td class="number">${scenarios.skipped.length}</td>
              <td class="number">${duration(seconds)}</td>
              <td>${platform?.version}</td>
              <td>${commit}</td>
            </tr>`,
        )}
      </table>
    </div>
  </details>`;
}
