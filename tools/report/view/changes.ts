import type { Report, ReportedScenario } from '../model/report';
import { scenariosOf } from '../model/conclusion';
import { html, type Html } from '../../html/html';
import type { PageContext } from './page-context';
import { linkTo } from './scenario-lists';
import type { Section } from './section';
import { count, dateAndTime, outcomes } from './words';

/** Longer lists are folded. */
const shownAtOnce = 10;

/** What is different from the last run of the same: reasons first, then scenarios. */
export function changes(report: Report, { comparison }: PageContext): Section | undefined {
  const { before, reasons, unlike } = comparison ?? {};
  const changed = scenariosOf(report).flatMap((scenario) => {
    const previous = comparison?.changed.get(scenario.id);
    return previous ? [{ scenario, previous }] : [];
  });
  if (unlike !== undefined)
    return {
      ...{ id: 'changed', title: 'What is different from the last time' },
      content: html`<p>${unlike}</p>`,
    };
  const rows = reasons ?? [];
  if (changed.length === 0 && rows.every(({ state }) => state === 'still')) return undefined;
  const content = html`${
    before && html`<p>Compared with the run of ${dateAndTime(new Date(before))}.</p>`
  }
  ${
    rows.length > 0 &&
    html`<table>
      <tr>
        <th scope="col">Reason</th>
        <th scope="col">State</th>
        <th scope="col" class="number">Before</th>
        <th scope="col" class="number">Now</th>
      </tr>
      ${rows.map(
        ({ key, state, before: then, now }) =>
          html`<tr>
            <td>${key}</td>
            <td>${state}</td>
            <td class="number">${then}</td>
            <td class="number">${now}</td>
          </tr>`,
      )}
    </table>`
  }
  ${changedScenarios(changed)}`;
  return { id: 'changed', title: 'What is different from the last time', content };
}

type Changed = {
  scenario: ReportedScenario;
  previous: { outcome: keyof typeof outcomes; startedAt: string };
};

function changedScenarios(changed: readonly Changed[]): Html | undefined {
  if (changed.length === 0) return undefined;
  const list = html`<ul class="lines">
    ${changed.map(
      ({ scenario, previous }) =>
        html`<li>
          ${linkTo(scenario)}
          <p>
            ${outcomes[previous.outcome].word} on ${dateAndTime(new Date(previous.startedAt))}, now
            ${outcomes[scenario.outcome].word.toLowerCase()}
          </p>
        </li>`,
    )}
  </ul>`;
  if (changed.length <= shownAtOnce) return list;
  return html`<details>
    <summary>${count(changed.length, 'scenario')} ended otherwise</summary>
    ${list}
  </details>`;
}
