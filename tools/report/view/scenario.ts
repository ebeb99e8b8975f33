import type { Examples, Scenario, Step } from '@cucumber/messages';
import { namesClause } from '../../../support/contract/clauses';
import { whySkipped } from '../../../support/evidence/data-attachment';
import type { ReportedAttempt, ReportedScenario } from '../model/report';
import { causesOf } from './causes';
import type { Addressee } from '../../run-model/curl';
import { evidenceInShort, evidenceOf } from './evidence';
import { html, type Html } from '../../html/html';
import type { PageContext } from './page-context';
import { runSteps, writtenSteps } from './steps';
import { duration, outcomes, shortDate } from './words';

/** One example: its words, how it ended, and folded away what it saw. */
export function exampleView(
  { name, steps }: Scenario,
  scenario: ReportedScenario,
  level: 4 | 5,
  context: PageContext,
): Html {
  return html`<article class="scenario ${scenario.outcome}" ${attributes(scenario, context)}>
    <div class="title">${mark(scenario)} ${heading(level, name)} ${facts(scenario, context)}</div>
    ${body(scenario, steps, context)}
  </article>`;
}

/** An outline: its words once, then each row of its examples with how it ended. */
export function outlineView(
  { name, steps, examples }: Scenario,
  scenarios: readonly ReportedScenario[],
  level: 4 | 5,
  context: PageContext,
): Html {
  return html`<article class="outline">
    <div class="title">${heading(level, name)}</div>
    ${writtenSteps(steps)} ${examples.map((each) => examplesView(each, scenarios, context))}
  </article>`;
}

function examplesView(
  { name, tableHeader, tableBody }: Examples,
  scenarios: readonly ReportedScenario[],
  context: PageContext,
): Html {
  const columns = tableHeader?.cells.map(({ value }) => value) ?? [];
  const rows = tableBody.flatMap(({ id, cells }) => {
    const scenario = scenarios.find(({ astNodeIds }) => astNodeIds.includes(id));
    return scenario ? [{ scenario, values: cells.map(({ value }) => value) }] : [];
  });
  if (rows.length === 0) return html``;
  return html`<div class="examples" style="--columns:${columns.length}">
    <p class="group">${name === '' ? 'Examples' : name}</p>
    <p class="columns" aria-hidden="true">
      <span></span>${columns.map((each) => html`<span>${each}</span>`)}<span></span>
    </p>
    ${rows.map(({ scenario, values }) => rowView(scenario, columns, values, context))}
  </div>`;
}

function rowView(
  scenario: ReportedScenario,
  columns: readonly string[],
  values: readonly string[],
  context: PageContext,
): Html {
  return html`<details class="scenario row ${scenario.outcome}" ${attributes(scenario, context)}>
    <summary>
      ${mark(scenario)}
      ${values.map(
        (value, index) =>
          html`<span
            ><span class="label">${columns[index]} </span>${value === '' ? '""' : value}</span
          >`,
      )}
      <span class="time">${duration(scenario.seconds)}</span>
    </summary>
    <div class="inside">
      <p class="facts">${changeOf(scenario, context)}${linkTo(scenario)}</p>
      ${needsAttention(scenario) ? body(scenario, [], context) : lazyEvidence(scenario, context)}
    </div>
  </details>`;
}

function body(scenario: ReportedScenario, steps: readonly Step[], context: PageContext): Html {
  if (!needsAttention(scenario))
    return html`${writtenSteps(steps)}${skipReason(scenario)}${foldedEvidence(scenario, context)}`;
  const { attempts, again } = scenario;
  return html`<p class="again"><code>${again}</code></p>
    ${attempts.map(
      (attempt, index) => html`
        ${attempts.length > 1 && html`<p class="attempt">${attemptName(attempt, index)}</p>`}
        ${causesOf(attempt)} ${attempt.causes.length > 0 && runSteps(attempt.steps)}
      `,
    )}${attempts.length === 0 && writtenSteps(steps)}${foldedEvidence(scenario, context)}`;
}

function attemptName({ causes }: ReportedAttempt, index: number): string {
  return `Attempt ${index + 1}: ${causes.length > 0 ? 'failed' : 'passed'}`;
}

function skipReason({ outcome, attempts }: ReportedScenario): Html | undefined {
  if (outcome !== 'skipped') return undefined;
  const reason = attempts.at(-1)?.attachments.find(({ name }) => name === whySkipped);
  return reason && html`<p class="quiet">Skipped: ${reason.body}</p>`;
}

/** What is not just well is told with its causes. */
export function needsAttention({ outcome }: ReportedScenario): boolean {
  return ['failed', 'unjudged', 'known', 'flaky', 'unrun'].includes(outcome);
}

function foldedEvidence(scenario: ReportedScenario, context: PageContext): Html | undefined {
  const words = scenario.attempts.map(evidenceInShort).filter((each) => each !== undefined);
  if (words.length === 0) return undefined;
  return html`<details class="evidence">
    <summary>Evidence <span class="quiet">${words.join('; then ')}</span></summary>
    ${lazyEvidence(scenario, context)}
  </details>`;
}

/** The evidence itself is kept apart, compressed, and put here when it is unfolded. */
function lazyEvidence(
  { id, attempts }: ReportedScenario,
  { evidence, platform }: PageContext,
): Html {
  evidence.set(
    id,
    attempts.map((attempt, index) => withAttempt(attempt, index, attempts.length, platform)),
  );
  return html`<div class="unfolded" data-evidence="${id}"></div>`;
}

function withAttempt(
  attempt: ReportedAttempt,
  index: number,
  of: number,
  platform: Addressee | undefined,
): Html {
  return html`${of > 1 && html`<p class="attempt">${attemptName(attempt, index)}</p>`}${evidenceOf(attempt, platform)}`;
}

function heading(level: 4 | 5, name: string): Html {
  return level === 4 ? html`<h4>${name}</h4>` : html`<h5>${name}</h5>`;
}

function mark({ outcome }: ReportedScenario): Html {
  const { mark: sign, word } = outcomes[outcome];
  return html`<span class="mark ${outcome}"
    ><span aria-hidden="true">${sign}</span><span class="hidden">${word}:</span></span
  >`;
}

function facts(scenario: ReportedScenario, context: PageContext): Html {
  return html`<p class="facts">
    ${changeOf(scenario, context)}${scenario.tags.filter(isOwnTag).map((tag) => html`<span class="tag">${tag}</span>`)}
    <span>${duration(scenario.seconds)}</span>${linkTo(scenario)}
  </p>`;
}

function linkTo({ id, name }: ReportedScenario): Html {
  return html`<a href="#scenario-${id}" class="link" aria-label="Link to ${name.title}">#</a>`;
}

function changeOf({ id }: ReportedScenario, { comparison }: PageContext): Html | undefined {
  if (comparison?.added.has(id)) return html`<span class="change">new</span>`;
  const previous = comparison?.changed.get(id);
  if (previous === undefined) return undefined;
  const { outcome, startedAt } = previous;
  return html`<span class="change"
    >was ${outcomes[outcome].word.toLowerCase()} on ${shortDate(new Date(startedAt))}</span
  >`;
}

function attributes({ id, tags, outcome }: ReportedScenario, { comparison }: PageContext): Html {
  const isChanged = comparison?.changed.has(id) || comparison?.added.has(id);
  return html`id="scenario-${id}" data-outcome="${outcome}" data-tags="${tags.join(' ')}"
  ${isChanged && html`data-changed`}`;
}

/** Clauses stand above their rule. */
function isOwnTag(tag: string): boolean {
  return !namesClause(tag);
}
