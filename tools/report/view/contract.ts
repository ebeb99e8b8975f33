import { group } from 'd3-array';
import type { Capability } from '../../../support/contract/capabilities';
import type { ClauseId } from '../../../support/contract/clauses';
import {
  clauseVerdicts,
  type ClauseVerdict,
  type Conformance,
  type JudgedClause,
  type ProtectedFrom,
} from '../../conformance/model';
import { inShort, sentenceOf } from '../../conformance/words';
import { html, type Html } from '../../html/html';
import type { Scenario, Verdict } from '../../run-model/run';
import { reportedOf, scenariosOf } from '../model/conclusion';
import type { Report } from '../model/report';
import { messages } from './coverage';
import type { Section } from './section';
import { count, outcomes } from './words';

/** A verdict to be read, never by its colour alone; the tone is that of an outcome. */
const verdicts: Record<ClauseVerdict, { mark: string; tone: Verdict }> = {
  kept: { mark: '✔', tone: 'passed' },
  broken: { mark: '✘', tone: 'failed' },
  'could not be judged': { mark: '?', tone: 'unjudged' },
  'not exercised': { mark: '…', tone: 'unrun' },
  'not claimed': { mark: '–', tone: 'skipped' },
};

/** The contract: each clause with its verdict, by capability; then what was exercised of its messages. */
export function contract(report: Report): Section | undefined {
  if (scenariosOf(report).length === 0) return undefined;
  const { conformance } = report;
  const ofCapability = group(conformance.clauses, ({ capability }) => capability);
  const content = html`<p><b>${sentenceOf(conformance)}.</b></p>
    ${[...ofCapability].map(([name, clauses]) => capabilityView(name, { clauses }, report))}
    ${messages(report)}`;
  return { id: 'contract', title: 'Contract', content };
}

/** Where the page says what became of a clause. */
export function addressOf(id: ClauseId): string {
  return `clause-${id}`;
}

/** The clauses of a capability, unfolded where one is broken. */
function capabilityView(name: Capability, of: Pick<Conformance, 'clauses'>, report: Report): Html {
  const worst = clauseVerdicts.find((each) => of.clauses.some(({ verdict }) => verdict === each));
  return html`<details class="capability" ${worst === 'broken' && html`open`}>
    <summary>
      ${markOf(worst ?? 'kept')}
      <h3>${name}</h3>
      <span class="quiet">${inShort(of)}</span>
    </summary>
    ${clausesView(of.clauses, report)}
  </details>`;
}

/** Where something is not kept that comes first, and what is kept is folded away. */
function clausesView(clauses: readonly JudgedClause[], report: Report): Html {
  const list = (some: readonly JudgedClause[]) =>
    html`<ul>
      ${some.map((each) => clauseView(each, report))}
    </ul>`;
  const kept = clauses.filter(({ verdict }) => verdict === 'kept');
  const others = clauses.filter(({ verdict }) => verdict !== 'kept').toSorted(worstFirst);
  if (others.length === 0 || kept.length === 0) return list([...others, ...kept]);
  return html`${list(others)}
    <details>
      <summary>${count(kept.length, 'clause')} kept</summary>
      ${list(kept)}
    </details>`;
}

function worstFirst(one: JudgedClause, other: JudgedClause): number {
  return clauseVerdicts.indexOf(one.verdict) - clauseVerdicts.indexOf(other.verdict);
}

function markOf(verdict: ClauseVerdict): Html {
  const { mark, tone } = verdicts[verdict];
  return html`<span class="mark ${tone}" aria-hidden="true">${mark}</span>`;
}

function clauseView(clause: JudgedClause, report: Report): Html {
  const { id, text, verdict, why, known } = clause;
  return html`<li class="clause ${verdicts[verdict].tone}" id="${addressOf(id)}">
    <p class="name">
      ${markOf(verdict)} <b>${id}</b>
      <span class="${verdict === 'kept' ? 'hidden' : 'quiet'}">${verdict}</span>
    </p>
    <div>
      <p class="prose">${withCode(text)}</p>
      ${
        why.length > 0 &&
        html`<ul class="why">
          ${why.map((each) => html`<li>${each}</li>`)}
        </ul>`
      }
      ${known.map(
        ({ link, until }) =>
          html`<p>
            <span class="change">Known</span> <a href="${link}">${link}</a>, accepted until ${until}
          </p>`,
      )}
      ${moreView(clause, report)}
    </div>
  </li>`;
}

/** Text with the code in it marked, as Markdown has it. */
function withCode(text: string): Html[] {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));
}

/** Its scenarios and its faults, folded away. */
function moreView({ scenarios, faults }: JudgedClause, report: Report): Html | undefined {
  if (scenarios.length + faults.length === 0) return undefined;
  const summary = [
    count(scenarios.length, 'scenario'),
    ...(faults.length > 0 ? [`protects from ${count(faults.length, 'fault')}`] : []),
  ].join(', ');
  return html`<details>
    <summary>${summary}</summary>
    ${scenariosView(scenarios, report)} ${faults.length > 0 && faultsView(faults)}
  </details>`;
}

/** Scenarios by the rules in which they stand; those that have not passed come first. */
function scenariosView(scenarios: readonly Scenario[], report: Report): Html[] {
  const hasPassed = ({ verdict }: Scenario) => Number(verdict === 'passed');
  const sorted = scenarios.toSorted((a, b) => hasPassed(a) - hasPassed(b));
  const byRule = group(sorted, ({ name: { feature, rule = '' } }) =>
    [feature, rule].filter((each) => each !== '').join(' › '),
  );
  return [...byRule].map(
    ([place, own]) =>
      html`<p class="place">${place}</p>
        <ul>
          ${own.map((each) => scenarioView(each, report))}
        </ul>`,
  );
}

function scenarioView(scenario: Scenario, report: Report): Html {
  const { verdict, name } = scenario;
  const { mark, word } = outcomes[verdict];
  const title = `${name.title}${name.row === undefined ? '' : ` [${name.row}]`}`;
  return html`<li>
    <span class="mark ${verdict}">${mark}<span class="hidden"> ${word}</span></span>
    <a href="#scenario-${reportedOf(scenario, report)?.id}">${title}</a>
  </li>`;
}

function faultsView(faults: readonly ProtectedFrom[]): Html {
  return html`<p class="place">Protects from</p>
    <ul>
      ${faults.map(({ name, means }) => html`<li>${name}. <span class="quiet">${means}</span></li>`)}
    </ul>`;
}
