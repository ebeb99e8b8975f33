import { selectionOf } from '../../../history/run-record';
import type { Outcome, Report, ReportedScenario } from '../model/report';
import { scenariosOf, tallyOf, verdictOf } from '../model/verdict';
import { firstLine } from './causes';
import { html, type Html } from './html';
import type { PageContext } from './page-context';
import { count, dateAndTime, duration, outcomes } from './words';

/** The first screen: the verdict, what was tested, and the counts. */
export function topView(report: Report): Html {
  const { kind, words, remarks } = verdictOf(report);
  const sign = { good: '✔', doubtful: '!', bad: '✘' }[kind];
  return html`<header class="verdict ${kind}">
    <p class="sign" aria-hidden="true">${sign}</p>
    <div>
      <p class="suite">Trading platform: acceptance</p>
      <h1>${words}</h1>
      <p>${whenAndHow(report)}</p>
    </div>
  </header>
  ${remarks.length > 0 && html`<ul class="remarks">${remarks.map((each) => html`<li>${each}</li>`)}</ul>`}
  ${tiles(report)} ${facts(report)}`;
}

function whenAndHow({ startedAt, seconds, run }: Report): string {
  if (startedAt === undefined) return '';
  const workers = run.parallel ? `, ${count(run.parallel, 'scenario')} at a time` : '';
  return `Checked on ${dateAndTime(startedAt)} in ${duration(seconds)}${workers}`;
}

function tiles(report: Report): Html | undefined {
  if (scenariosOf(report).length === 0) return undefined;
  const shown: Outcome[] = ['passed', 'failed', 'flaky', 'skipped', 'unrun'];
  const tally = tallyOf(scenariosOf(report));
  return html`<ul class="tiles">
    ${shown
      .filter((outcome) => tally[outcome] > 0 || outcome === 'passed' || outcome === 'failed')
      .map(
        (outcome) => html`<li class="${tally[outcome] > 0 ? outcome : ''}">
          <b>${tally[outcome]}</b> <span>${outcomes[outcome].mark} ${outcomes[outcome].word}</span>
        </li>`,
      )}
  </ul>`;
}

function facts({ run, machine }: Report): Html {
  const { platform, commit, order } = run;
  const selection = selectionOf(run);
  const rows: Record<string, string | undefined> = {
    Platform: platform?.version,
    Address: platform && `${platform.baseUrl}${platform.own ? ', started for this run' : ''}`,
    Scenarios: selection === '' ? 'the whole suite' : `a selection: ${selection}`,
    Commit: commit?.replace(/-dirty$/, ', with changes that are not committed'),
    Order: order,
    'Run on': machine.join(', '),
  };
  return html`<dl class="facts">
    ${Object.entries(rows).map(
      ([name, value]) =>
        value !== undefined &&
        value !== '' &&
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

const shownAtOnce = 20;

/** Each broken promise in a line, with the way to it. */
export function failuresView(report: Report): Html | undefined {
  const failed = scenariosOf(report).filter(({ outcome }) => outcome === 'failed');
  if (report.unreadable.length > 0)
    return html`<section aria-labelledby="failed">
      <h2 id="failed">What cannot be read</h2>
      ${report.unreadable.map(
        ({ uri, message }) => html`<div class="cause">
          <p>${uri}</p>
          <pre tabindex="0">${message}</pre>
        </div>`,
      )}
    </section>`;
  if (failed.length === 0) return undefined;
  const rest = failed.slice(shownAtOnce);
  return html`<section aria-labelledby="failed">
    <h2 id="failed">What is broken</h2>
    <ol class="lines">
      ${failed.slice(0, shownAtOnce).map(failureLine)}
    </ol>
    ${rest.length > 0 &&
    html`<details>
      <summary>${count(rest.length, 'more broken promise')}</summary>
      <ol class="lines" start="${shownAtOnce + 1}">
        ${rest.map(failureLine)}
      </ol>
    </details>`}
  </section>`;
}

function failureLine(scenario: ReportedScenario): Html {
  const last = scenario.attempts.at(-1);
  return html`<li>
    ${linkTo(scenario)}
    <p>${last ? firstLine(last) : 'It was never run.'}</p>
  </li>`;
}

/** Scenarios that passed only when they were tried again, each with why it did not at first. */
export function flakyView(report: Report): Html | undefined {
  const flaky = scenariosOf(report).filter(({ outcome }) => outcome === 'flaky');
  if (flaky.length === 0) return undefined;
  return html`<section aria-labelledby="flaky">
    <h2 id="flaky">What passed only when tried again</h2>
    <ol class="lines">
      ${flaky.map(
        (scenario) => html`<li>
          ${linkTo(scenario)}
          ${scenario.attempts
            .slice(0, -1)
            .map((attempt, index) => html`<p>Attempt ${index + 1}: ${firstLine(attempt)}</p>`)}
        </li>`,
      )}
    </ol>
  </section>`;
}

/** Scenarios that ended otherwise than the last time. */
export function changesView(report: Report, { comparison }: PageContext): Html | undefined {
  if (comparison === undefined) return undefined;
  const changed = scenariosOf(report).flatMap((scenario) => {
    const previous = comparison.changed.get(scenario.id);
    return previous ? [{ scenario, previous }] : [];
  });
  if (changed.length === 0) return undefined;
  return html`<section aria-labelledby="changed">
    <h2 id="changed">What is different from the last time</h2>
    <ul class="lines">
      ${changed.map(
        ({ scenario, previous }) => html`<li>
          ${linkTo(scenario)}
          <p>
            ${outcomes[previous.outcome].word} on ${dateAndTime(new Date(previous.startedAt))}, now
            ${outcomes[scenario.outcome].word.toLowerCase()}
          </p>
        </li>`,
      )}
    </ul>
  </section>`;
}

const slowestShown = 5;

export function slowestView(report: Report): Html | undefined {
  const slowest = scenariosOf(report)
    .filter(({ outcome }) => outcome !== 'unrun' && outcome !== 'skipped')
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, slowestShown);
  const [first] = slowest;
  if (first === undefined || first.seconds === 0) return undefined;
  return html`<section aria-labelledby="slowest">
    <h2 id="slowest">The slowest scenarios</h2>
    <ol class="lines bars">
      ${slowest.map(
        (scenario) => html`<li style="--share:${(scenario.seconds / first.seconds).toFixed(3)}">
          ${linkTo(scenario)}
          <p>${duration(scenario.seconds)}</p>
        </li>`,
      )}
    </ol>
  </section>`;
}

function linkTo({ id, name }: ReportedScenario): Html {
  const { feature, rule, title, row } = name;
  const place = [feature, rule].filter((each) => each !== undefined && each !== '').join(' › ');
  return html`<a href="#scenario-${id}">${title}${row !== undefined && ` [${row}]`}</a>
    <span class="place">${place}</span>`;
}
