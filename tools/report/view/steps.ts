import type { Step } from '@cucumber/messages';
import type { ReportedStep } from '../model/report';
import { html, type Html } from '../../html/html';

/** Steps as they are written, to be read as prose. */
export function writtenSteps(steps: readonly Step[]): Html {
  return html`<ol class="steps">
    ${steps.map(({ keyword, text, dataTable, docString }) =>
      line(keyword, withPlaceholders(text), {
        table: dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value)),
        docString: docString?.content,
      }),
    )}
  </ol>`;
}

/** Steps as they were run, each with how it ended. */
export function runSteps(steps: readonly ReportedStep[]): Html {
  const written = steps.filter(({ astNodeId }) => astNodeId !== undefined);
  return html`<ol class="steps run">
    ${written.map((step) => line(step.keyword, html`${step.text}`, step, markOf(step)))}
  </ol>`;
}

function line(
  keyword: string,
  text: Html,
  { table, docString }: { table?: string[][] | undefined; docString?: string | undefined },
  mark?: Html,
): Html {
  return html`<li>
    <span class="keyword">${mark}${keyword.trim()}</span>
    <div>
      ${text} ${table && stepTable(table)}
      ${docString !== undefined && html`<pre>${docString}</pre>`}
    </div>
  </li>`;
}

function stepTable([head = [], ...rows]: string[][]): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table of the step">
    <table>
      <tr>
        ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
      </tr>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td>${withPlaceholders(cell)}</td>`)}
          </tr>`,
      )}
    </table>
  </div>`;
}

/** `<name>` in an outline stands for a column of its examples. */
function withPlaceholders(text: string): Html {
  const parts = text.split(/(<[^<>]+>)/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<var>${part.slice(1, -1)}</var>` : part))}`;
}

function isTrouble(status: ReportedStep['status']): boolean {
  return status !== 'PASSED' && status !== 'SKIPPED' && status !== 'UNKNOWN';
}

function markOf({ status }: ReportedStep): Html {
  if (status === 'PASSED') return html`<b class="mark passed" title="passed">✔</b>`;
  if (isTrouble(status)) return html`<b class="mark failed" title="${status.toLowerCase()}">✘</b>`;
  return html`<b class="mark skipped" title="not run">–</b>`;
}
