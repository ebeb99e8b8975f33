import { html, type Html } from '../../html/html';
import { page as framed } from '../../html/page';
import { isGood, isSound, type CatalogueOutcome, type FaultOutcome } from '../outcome';
import type { FailedScenario } from '../suite-result';
import { durationText, groupedBy, scenarios, soundText, verdictText } from './texts';

const title = 'What the suite protects from';

/** The outcome as one page that needs nothing else, for people who don't run anything. */
export function page(outcome: CatalogueOutcome): string {
  const kinds = groupedBy(outcome.faults, ({ kind }) => kind);
  const body = html`<header>
      <h1>${title}</h1>
      <p class="quiet">
        Each of these faults was put between the suite and a platform that works, and the suite was
        run against it. A fault counts as caught if a scenario failed that one would expect to, or,
        where it hits what no scenario looks at, if the run told of it.
      </p>
      ${summary(outcome)}
      <nav aria-label="Kinds of faults">
        ${kinds.map(([kind], index) => html`<a href="#kind-${index}">${kind}</a> `)}
      </nav>
    </header>
    <main>${kinds.map(([kind, faults], index) => section(kind, faults, index))}</main>`;
  return framed({ title, folder: 'tools/faults/report', body });
}

function summary(outcome: CatalogueOutcome): Html {
  const { faults, sound, startedAt, seconds } = outcome;
  const date = startedAt.toISOString().replace('T', ' ');
  const rows: [name: string, value: Html | string][] = [
    ['Caught', verdict(isGood(outcome), `${caughtOf(faults)} faults`)],
    ...sound.map((each): [string, Html] => [
      `No fault, ${each.conditions.name}`,
      verdict(isSound(each), soundText(each)),
    ]),
    ['Date', date.replace(/\.\d+Z$/, ' UTC')],
    ['Duration', durationText(seconds)],
  ];
  return html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function caughtOf(faults: readonly FaultOutcome[]): string {
  const caught = faults.filter(({ verdict }) => verdict === 'caught').length;
  return `${caught} of ${faults.length}`;
}

function verdict(isFine: boolean, text: string): Html {
  return html`<span class="${isFine ? 'good' : 'bad'}">${isFine ? '✔' : '✘'} ${text}</span>`;
}

function section(kind: string, faults: readonly FaultOutcome[], index: number): Html {
  return html`<section aria-labelledby="kind-${index}">
    <h2 id="kind-${index}">${kind} <small>${caughtOf(faults)}</small></h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Fault, and what it would mean</th>
          <th scope="col">Caught by</th>
        </tr>
      </thead>
      <tbody>
        ${faults.map(row)}
      </tbody>
    </table>
  </section>`;
}

function row(outcome: FaultOutcome): Html {
  const { fault, verdict, failed } = outcome;
  const isFine = verdict === 'caught';
  return html`<tr>
    <th scope="row">
      <span class="mark ${isFine ? 'good' : 'bad'}" aria-hidden="true">${isFine ? '✔' : '✘'}</span>
      <div class="beside">
        <strong>${fault.name}</strong><span class="quiet">${fault.means}</span
        ><span class="quiet">Breaks ${fault.breaks}</span>
      </div>
    </th>
    <td>${isFine ? catcher(outcome) : miss(outcome)}${all(failed)}</td>
  </tr>`;
}

function catcher(outcome: FaultOutcome): Html {
  const { catcher } = outcome;
  return catcher
    ? html`<strong>${catcher.title}</strong>${place(catcher)}`
    : html`<strong>${verdictText(outcome)}</strong>`;
}

function place({ feature, rule }: FailedScenario): Html {
  const path = [feature, rule].filter((part) => part !== undefined).join(' › ');
  return html`<span class="quiet">${path}</span>`;
}

function miss(outcome: FaultOutcome): Html {
  const { fault, trouble } = outcome;
  return html`<strong class="bad">${verdictText(outcome)}</strong>
    <p>Expected of: ${fault.caughtBy}</p>
    ${trouble !== undefined && html`<code>${trouble}</code>`}`;
}

function all(failed: readonly FailedScenario[]): Html | undefined {
  if (failed.length === 0) return undefined;
  const features = groupedBy(failed, ({ feature }) => feature);
  return html`<details>
    <summary>${scenarios(failed.length)} in all</summary>
    <ul>
      ${features.map(
        ([feature, each]) =>
          html`<li>
            ${feature}
            <ul>
              ${each.map(failure)}
            </ul>
          </li>`,
      )}
    </ul>
  </details>`;
}

function failure({ title, row, why }: FailedScenario): Html {
  const name = row === undefined ? title : `${title} [${row}]`;
  return html`<li>${name}<code>${why}</code></li>`;
}
