import fs from 'node:fs';
import path from 'node:path';
import { escapeHtml } from '../../html/escape-html';
import { isGood, isSound, type CatalogueOutcome, type FaultOutcome } from '../outcome';
import type { FailedScenario } from '../verdict';
import { durationText, groupedBy, scenarios, soundText, verdictText } from './texts';

const title = 'What the suite protects from';
const styles = path.join('tools', 'faults', 'report', 'page.css');

/** The outcome as one page that needs nothing else, for people who don't run anything. */
export function page(outcome: CatalogueOutcome, root = process.cwd()): string {
  const kinds = groupedBy(outcome.faults, ({ kind }) => kind);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
${fs.readFileSync(path.join(root, styles), 'utf8')}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="soft">Each of these faults was put between the suite and a platform that works, and the suite was run against it. A fault counts as caught if a scenario failed that one would expect to.</p>
${summary(outcome)}
<nav aria-label="Kinds of faults">${kinds.map(([kind], index) => `<a href="#kind-${index}">${escapeHtml(kind)}</a>`).join('\n')}</nav>
</header>
<main>
${kinds.map(([kind, faults], index) => section(kind, faults, index)).join('\n')}
</main>
</body>
</html>
`;
}

function summary(outcome: CatalogueOutcome): string {
  const { faults, sound, startedAt, seconds } = outcome;
  const caught = faults.filter(({ verdict }) => verdict === 'caught').length;
  const rows = [
    ['Caught', verdict(isGood(outcome), `${caught} of ${faults.length} faults`)],
    ...sound.map((each) => [
      `No fault, ${each.conditions.name}`,
      verdict(isSound(each), soundText(each)),
    ]),
    [
      'Date',
      escapeHtml(
        startedAt
          .toISOString()
          .replace('T', ' ')
          .replace(/\.\d+Z$/, ' UTC'),
      ),
    ],
    ['Duration', durationText(seconds)],
  ];
  return `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('\n')}</dl>`;
}

function verdict(isFine: boolean, text: string): string {
  return `<span class="${isFine ? 'good' : 'bad'}">${isFine ? '✔' : '✘'} ${escapeHtml(text)}</span>`;
}

function section(kind: string, faults: readonly FaultOutcome[], index: number): string {
  const caught = faults.filter(({ verdict }) => verdict === 'caught').length;
  return `<section aria-labelledby="kind-${index}">
<h2 id="kind-${index}">${escapeHtml(kind)} <small>${caught} of ${faults.length}</small></h2>
<table>
<thead><tr><th scope="col">Fault, and what it would mean</th><th scope="col">Caught by</th></tr></thead>
<tbody>
${faults.map(row).join('\n')}
</tbody>
</table>
</section>`;
}

function row(outcome: FaultOutcome): string {
  const { fault, verdict } = outcome;
  const isFine = verdict === 'caught';
  const mark = `<span class="mark ${isFine ? 'good' : 'bad'}" aria-hidden="true">${isFine ? '✔' : '✘'}</span>`;
  return `<tr>
<th scope="row">${mark}<div class="beside"><strong>${escapeHtml(fault.name)}</strong><span class="soft">${escapeHtml(fault.means)}</span></div></th>
<td>${isFine ? catcher(outcome) : miss(outcome)}${all(outcome.failed)}</td>
</tr>`;
}

function catcher({ catcher }: FaultOutcome): string {
  return catcher ? `<strong>${escapeHtml(catcher.title)}</strong>${place(catcher)}` : '';
}

function place({ feature, rule }: FailedScenario): string {
  const path = [feature, rule].filter((part) => part !== undefined).join(' › ');
  return `<span class="soft">${escapeHtml(path)}</span>`;
}

function miss(outcome: FaultOutcome): string {
  const { fault, trouble } = outcome;
  return `<strong class="bad">${escapeHtml(verdictText(outcome))}</strong>
<p>Expected of: ${escapeHtml(fault.caughtBy)}</p>${trouble === undefined ? '' : `<code>${escapeHtml(trouble)}</code>`}`;
}

function all(failed: readonly FailedScenario[]): string {
  if (failed.length === 0) return '';
  const features = groupedBy(failed, ({ feature }) => feature);
  const count = `${scenarios(failed.length)} in all`;
  return `<details><summary>${count}</summary>
<ul>${features.map(([feature, each]) => `<li>${escapeHtml(feature)}<ul>${each.map(failure).join('\n')}</ul></li>`).join('\n')}</ul>
</details>`;
}

function failure({ title, row, why }: FailedScenario): string {
  const name = row === undefined ? title : `${title} [${row}]`;
  return `<li>${escapeHtml(name)}<code>${escapeHtml(why)}</code></li>`;
}
