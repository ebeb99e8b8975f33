import type { Report, ReportedScenario } from '../model/report';
import { scenariosOf } from '../model/conclusion';
import { firstLine } from './causes';
import { html, type Html } from '../../html/html';
import type { Section } from './section';
import { duration } from './words';

const slowestShown = 5;

/** Feature files that nobody can run. */
export function unreadable({ unreadable: files }: Report): Section | undefined {
  if (files.length === 0) return undefined;
  const content = files.map(
    ({ uri, message }) =>
      html`<div class="cause">
        <p>${uri}</p>
        <pre tabindex="0">${message}</pre>
      </div>`,
  );
  return { id: 'unreadable', title: 'What cannot be read', content };
}

/** Scenarios that passed only when they were tried again, each with why it did not at first. */
export function triedAgain(report: Report): Section | undefined {
  const flaky = scenariosOf(report).filter(({ outcome }) => outcome === 'flaky');
  if (flaky.length === 0) return undefined;
  const content = html`<ol class="lines">
    ${flaky.map(
      (scenario) =>
        html`<li>
          ${linkTo(scenario)}
          ${scenario.attempts
            .slice(0, -1)
            .map((attempt, index) => html`<p>Attempt ${index + 1}: ${firstLine(attempt)}</p>`)}
        </li>`,
    )}
  </ol>`;
  return { id: 'tried-again', title: 'What passed only when tried again', content };
}

export function slowest(report: Report): Section | undefined {
  const scenarios = scenariosOf(report)
    .filter(({ seconds }) => seconds > 0)
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, slowestShown);
  const [first] = scenarios;
  if (first === undefined) return undefined;
  const content = html`<ol class="lines bars">
    ${scenarios.map(
      (scenario) =>
        html`<li style="--share:${(scenario.seconds / first.seconds).toFixed(3)}">
          <span>${linkTo(scenario)}</span>
          <b>${duration(scenario.seconds)}</b>
        </li>`,
    )}
  </ol>`;
  return { id: 'slowest', title: 'The slowest scenarios', content };
}

export function linkTo({ id, name }: ReportedScenario): Html {
  const { feature, rule, title, row } = name;
  const place = [feature, rule].filter((each) => each !== undefined && each !== '').join(' › ');
  return html`<a href="#scenario-${id}">${title}${row !== undefined && ` [${row}]`}</a>
    <span class="place">${place}</span>`;
}
