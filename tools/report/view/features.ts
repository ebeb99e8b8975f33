import type { Background, FeatureChild, Rule, RuleChild, Scenario } from '@cucumber/messages';
import type { Report, ReportedFeature, ReportedScenario } from '../model/report';
import { tallyOf } from '../model/conclusion';
import { clauses } from '../../../support/contract/clauses';
import { html, type Html } from '../../html/html';
import type { PageContext } from './page-context';
import { addressOf } from './contract';
import { exampleView, outlineView } from './scenario';
import type { Section } from './section';
import { writtenSteps } from './steps';
import { toolsView } from './tools';
import { outcomes } from './words';

/** The living documentation: every feature, with search and filters. */
export function promises({ features }: Report, context: PageContext): Section | undefined {
  if (features.length === 0) return undefined;
  const content = html`${toolsView(features.flatMap(({ scenarios }) => scenarios))}
  ${features.map((each) => featureView(each, context))}`;
  return { id: 'features', title: 'What the platform promises', content };
}

/** A feature as its file has it: who needs it, its rules, its examples, and what became of each. */
function featureView(feature: ReportedFeature, context: PageContext): Html {
  const { document, uri, name, scenarios } = feature;
  const { description = '', children = [] } = document.feature ?? {};
  return html`<details class="feature">
    <summary>
      <h3>${name}</h3>
      <span class="tally">${tally(scenarios)}</span>
    </summary>
    <p class="uri">${uri}</p>
    ${prose(description)} ${children.map((child) => childView(child, scenarios, 4, context))}
  </details>`;
}

function childView(
  { background, scenario, rule }: FeatureChild & RuleChild,
  scenarios: readonly ReportedScenario[],
  level: 4 | 5,
  context: PageContext,
): Html | undefined {
  if (background) return backgroundView(background);
  if (rule) return ruleView(rule, scenarios, context);
  return scenario && scenarioView(scenario, scenarios, level, context);
}

function ruleView(
  { name, description, children, tags }: Rule,
  scenarios: readonly ReportedScenario[],
  context: PageContext,
): Html | undefined {
  const isSelected = children.some(({ scenario }) => runsOf(scenario, scenarios).length > 0);
  if (!isSelected) return undefined;
  return html`<section class="rule">
    <h4>${name}</h4>
    ${tags.length > 0 && html`<p class="clauses">${tags.map((tag) => tagView(tag.name))}</p>`}
    ${prose(description)} ${children.map((child) => childView(child, scenarios, 5, context))}
  </section>`;
}

function scenarioView(
  scenario: Scenario,
  scenarios: readonly ReportedScenario[],
  level: 4 | 5,
  context: PageContext,
): Html | undefined {
  const runs = runsOf(scenario, scenarios);
  const [only] = runs;
  if (only === undefined) return undefined; // it was not selected
  return scenario.examples.length > 0
    ? outlineView(scenario, runs, level, context)
    : exampleView(scenario, only, level, context);
}

function backgroundView({ name, steps }: Background): Html {
  return html`<div class="background">
    <p class="group">${name === '' ? 'Before each example' : name}</p>
    ${writtenSteps(steps)}
  </div>`;
}

function runsOf(scenario: Scenario | undefined, scenarios: readonly ReportedScenario[]) {
  return scenarios.filter(({ astNodeIds }) => scenario && astNodeIds.includes(scenario.id));
}

/** Paragraphs of a description; its line breaks are those of the file and mean nothing. */
function prose(description: string): Html[] {
  return description
    .split(/\n\s*\n/)
    .map((text) => text.trim().replace(/\s+/g, ' '))
    .filter((text) => text !== '')
    .map((text) => html`<p class="prose">${text}</p>`);
}

function tally(scenarios: readonly ReportedScenario[]): Html[] {
  return Object.entries(tallyOf(scenarios)).flatMap(([outcome, number]) => {
    const { mark, word } = outcomes[outcome as keyof typeof outcomes];
    return number === 0
      ? []
      : [
          html`<span class="${outcome}" title="${word}"
            >${mark} ${number}<span class="hidden"> ${word}</span></span
          >`,
        ];
  });
}

/** What a rule is tagged with; a clause leads to what is said of it, with its sentence at hand. */
function tagView(tag: string): Html {
  const clause = clauses.get(tag.slice(1));
  if (clause === undefined) return html`<span class="tag">${tag}</span>`;
  return html`<a class="tag" href="#${addressOf(clause.id)}" title="${clause.sentence}">${tag}</a>`;
}
