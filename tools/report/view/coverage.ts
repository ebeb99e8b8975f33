import { groups, type Group } from '../../../support/contract/exercised/contract-items';
import type { Coverage, CoveredItem } from '../../../support/evidence/coverage';
import type { Report } from '../model/report';
import { missingOf } from '../model/conclusion';
import { html, type Html } from '../../html/html';
import { count } from './words';

/** What of the contract's messages was exercised: in short, then every item with its counts. */
export function messages(report: Report): Html | undefined {
  const { coverage } = report;
  if (coverage === undefined || coverage.exercised === 0) return undefined;
  const missing = missingOf(report);
  const { percent, total, exercised, outOfReach, unclaimed = [] } = coverage;
  return html`<h3>By message</h3>
    <p>
      <b>${percent} %</b> of what the contract documents was exercised: ${exercised} of
      ${count(total, 'response, header, field and event', 'responses, headers, fields and events')}.
    </p>
    ${missing.length > 0 && list('Never exercised, though the whole suite was run:', missing)}
    ${unclaimed.length > 0 && html`<p>Not claimed by the platform: ${unclaimed.length} more.</p>`}
    ${
      outOfReach.length > 0 &&
      list('Out of reach, because another platform was tested:', outOfReach)
    }
    ${groups.map((group) => groupView(group, coverage))}`;
}

function list(title: string, ids: readonly string[]): Html {
  return html`<p>${title}</p>
    <ul>
      ${ids.map((id) => html`<li>${id}</li>`)}
    </ul>`;
}

function groupView(group: Group, { items }: Coverage): Html {
  const ofGroup = items.filter((item) => item.group === group);
  const exercised = ofGroup.filter(({ times }) => times > 0);
  const name = group.charAt(0).toUpperCase() + group.slice(1);
  return html`<details class="coverage">
    <summary>${name} <span class="quiet">${exercised.length} of ${ofGroup.length}</span></summary>
    <div class="scroll" tabindex="0" role="group" aria-label="${name}">
      <table>
        <tr>
          <th scope="col">Documented</th>
          <th scope="col" class="number">Messages</th>
          <th scope="col" class="number">Scenarios</th>
        </tr>
        ${ofGroup.map(row)}
      </table>
    </div>
  </details>`;
}

function row({ id, times, scenarios }: CoveredItem): Html {
  return html`<tr class="${times === 0 ? 'never' : ''}">
    <td>${times === 0 ? '✘ ' : ''}${id}</td>
    <td class="number">${times}</td>
    <td class="number">${scenarios}</td>
  </tr>`;
}
