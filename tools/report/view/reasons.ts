import type { Reason } from '../../run-model/reasons';
import { besideLines, reasonsInWords } from '../../run-model/verdict';
import type { Report, ReportedScenario } from '../model/report';
import { reportedOf } from '../model/conclusion';
import { html, type Html } from '../../html/html';
import { causesOf } from './causes';
import type { PageContext } from './page-context';
import { linkTo } from './scenario-lists';
import type { Section } from './section';
import { runSteps } from './steps';
import { count, shortDate } from './words';

const besideShown = 2;

/** Why the run is not green: a row a reason, each with a specimen. */
export function broken(report: Report, context: PageContext): Section | undefined {
  const { reasons, troubles } = report.verdict;
  if (reasons.length === 0 && troubles.length === 0) return undefined;
  const content = html`${reasons.length > 0 && html`<p>${reasonsInWords(reasons)}</p>`}
  ${troubles.map((each) => html`<p class="change">${each}</p>`)}
  ${reasons.map((each, index) => reasonView(each, report, context, index))}`;
  return { id: 'broken', title: 'What is broken', content };
}

/** What fails as is known, apart from all else. */
export function knownToFail(report: Report, context: PageContext): Section | undefined {
  const { known } = report.verdict;
  if (known.length === 0) return undefined;
  const content = html`<p>
      What is listed here is in <code>known-failures.yaml</code>, and not counted against the run.
    </p>
    ${known.map((each) => reasonView(each, report, context, -1))}`;
  return { id: 'known', title: 'What is known to fail', content };
}

function reasonView(reason: Reason, report: Report, context: PageContext, index: number): Html {
  const { title, ways, also, scenarios, beside, advice, specimen, key } = reason;
  const since = context.since?.get(key);
  const shown = specimen && reportedOf(specimen.scenario, report);
  const facts = [
    ...(scenarios.length > 0 ? [count(scenarios.length, 'scenario')] : []),
    ...(beside.length > 0 ? [`${count(beside.length, 'order')} seen beside the scenarios`] : []),
  ];
  const others = scenarios
    .map((each) => reportedOf(each, report))
    .filter((each) => each !== undefined);
  return html`<article class="reason ${reason.kind}">
    <div class="title">
      <h3>${title}</h3>
      <p class="facts">
        <b>${facts.join(', ')}</b>
        <span class="change"
          >${since === undefined ? 'new' : `since ${shortDate(new Date(since))}`}</span
        >
      </p>
    </div>
    ${advice !== undefined && html`<p class="change">${advice}</p>`}
    ${
      ways.length > 1 &&
      html`<ul class="ways">
        ${ways.map(({ sentence, count: number }) => html`<li>${number} × ${sentence}</li>`)}
      </ul>`
    }
    ${also.length > 0 && html`<p class="quiet">With it: ${also.join(', ')}</p>`}
    ${besideView(reason)} ${shown && specimenView(shown, index)}
    ${
      others.length > 1 &&
      html`<details>
        <summary>All ${count(others.length, 'scenario')}</summary>
        <ol class="lines">
          ${others.map((each) => html`<li>${linkTo(each)}</li>`)}
        </ol>
      </details>`
    }
  </article>`;
}

function besideView(reason: Reason): Html | undefined {
  const lines = besideLines(reason);
  if (lines.length === 0) return undefined;
  const items = (shown: readonly string[]) =>
    html`<ul class="ways">
      ${shown.map((each) => html`<li>${each}</li>`)}
    </ul>`;
  const rest = lines.slice(besideShown);
  return html`${items(lines.slice(0, besideShown))}
  ${
    rest.length > 0 &&
    html`<details>
      <summary>${count(rest.length, 'more order')} seen beside the scenarios</summary>
      ${items(rest)}
    </details>`
  }`;
}

function specimenView(scenario: ReportedScenario, index: number): Html {
  const last = scenario.attempts.at(-1);
  return html`<details class="specimen" ${index >= 0 && html`open`}>
    <summary>Such as: ${scenario.name.title}</summary>
    <p>${linkTo(scenario)}</p>
    <p class="again"><code>${scenario.again}</code></p>
    ${last && causesOf(last)} ${last && runSteps(last.steps)}
  </details>`;
}
