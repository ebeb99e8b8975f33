import { inShort } from '../../conformance/words';
import { selectionOf } from '../../history/run-record';
import type { Report } from '../model/report';
import { platformName } from '../../run-model/names';
import type { Verdict } from '../../run-model/run';
import { scenariosOf, tallyOf, conclusionOf } from '../model/conclusion';
import { html, type Content, type Html } from '../../html/html';
import { count, dateAndTime, duration, outcomes } from './words';

/** The first screen: the verdict, what was tested, and the counts. */
export function topView(report: Report): Html {
  const { kind, words, remarks } = conclusionOf(report);
  const sign = { good: '✔', doubtful: '!', bad: '✘' }[kind];
  return html`<header class="verdict ${kind}">
      <p class="sign" aria-hidden="true">${sign}</p>
      <div>
        <p class="suite">Trading platform: acceptance</p>
        <h1>${words}</h1>
        <p>${whenAndHow(report)}</p>
      </div>
    </header>
    ${
      remarks.length > 0 &&
      html`<ul class="remarks">
        ${remarks.map((each) => html`<li>${each}</li>`)}
      </ul>`
    }
    ${tiles(report)} ${facts(report)}`;
}

function whenAndHow({ startedAt, seconds, run }: Report): string {
  if (startedAt === undefined) return '';
  const workers = run.parallel ? `, ${count(run.parallel, 'scenario')} at a time` : '';
  return `Checked on ${dateAndTime(startedAt)} in ${duration(seconds)}${workers}`;
}

function tiles(report: Report): Html | undefined {
  if (scenariosOf(report).length === 0) return undefined;
  const shown: Verdict[] = ['passed', 'failed', 'unjudged', 'known', 'flaky', 'skipped', 'unrun'];
  const tally = tallyOf(scenariosOf(report));
  return html`<ul class="tiles">
    ${shown
      .filter((outcome) => tally[outcome] > 0 || outcome === 'passed' || outcome === 'failed')
      .map(
        (outcome) =>
          html`<li class="${tally[outcome] > 0 ? outcome : ''}">
            <b>${tally[outcome]}</b>
            <span>${outcomes[outcome].mark} ${outcomes[outcome].word}</span>
          </li>`,
      )}
  </ul>`;
}

function facts(report: Report): Html {
  const { run, machine, conformance } = report;
  const { platform, commit, order } = run;
  const selection = selectionOf(run);
  const heavy = run.leftOut?.heavy ?? 0;
  const rows: Record<string, Content> = {
    Contract:
      scenariosOf(report).length > 0 && html`<a href="#contract">${inShort(conformance)}</a>`,
    Platform: platform && platformName(platform),
    Address: platform && `${platform.baseUrl}${platform.own ? ', started for this run' : ''}`,
    Scenarios: selection === '' ? 'the whole suite' : `a selection: ${selection}`,
    Commit: commit?.replace(/-dirty$/, ', with changes that are not committed'),
    Transport:
      run.transport === 'websocket' ? 'plain WebSocket, where a feature names none' : undefined,
    Order: order,
    'Left out': heavy > 0 ? `${count(heavy, 'heavy scenario')}, which nobody asked for` : undefined,
    'Run on': machine.join(', '),
  };
  return html`<dl class="facts">
    ${Object.entries(rows).map(
      ([name, value]) =>
        value !== undefined &&
        value !== false &&
        value !== '' &&
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
