import { generateMessages } from '@cucumber/gherkin';
import {
  IdGenerator,
  SourceMediaType,
  type Feature,
  type Rule,
  type Scenario,
  type Step,
} from '@cucumber/messages';
import { rules } from './rules';
import { explainSyntax } from './syntax';
import type { Finding, ReadFeature, ReadScenario, ReadStep, StepKind } from './read-feature';

/** Checks the text of one feature file; `uri` is its path from the project's folder. */
export function lintFeature(uri: string, text: string): Finding[] {
  const messages = generateMessages(text, uri, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, {
    includeSource: false,
    includeGherkinDocument: true,
    includePickles: false,
    newId: IdGenerator.incrementing(),
  });
  const errors = messages.flatMap(({ parseError }) => (parseError ? [parseError] : []));
  if (errors.length > 0)
    return errors.map(({ source, message }) => {
      const line = source.location?.line ?? 1;
      const written = text.split('\n')[line - 1];
      return { ...syntax(uri, line), message: explainSyntax(message, written) };
    });
  const feature = messages.find(({ gherkinDocument }) => gherkinDocument)?.gherkinDocument?.feature;
  if (feature === undefined)
    return [{ ...syntax(uri, 1), message: 'the file is empty: write a Feature, or delete it' }];

  const read = readFeature(uri, feature);
  return rules
    .flatMap(({ name, why, check }) =>
      [...check(read)].map(({ location, message }) => ({
        uri,
        line: location.line,
        rule: name,
        message,
        why,
      })),
    )
    .sort((a, b) => a.line - b.line);
}

function syntax(uri: string, line: number) {
  return { uri, line, rule: 'syntax', why: 'a feature that cannot be read cannot be run' };
}

function readFeature(uri: string, feature: Feature): ReadFeature {
  const inFeature = feature.children.map((child) => ({ rule: undefined, ...child }));
  const ofRules = feature.children.flatMap(({ rule }) => (rule ? [rule] : []));
  const inRules = ofRules.flatMap((rule) => rule.children.map((child) => ({ ...child, rule })));
  const shared = inFeature.flatMap(({ background }) => background?.steps ?? []).length;
  return {
    uri,
    feature,
    backgrounds: [...inFeature, ...inRules].flatMap(({ background }) => background ?? []),
    rules: ofRules,
    scenarios: [
      ...inFeature.flatMap(({ scenario }) =>
        scenario ? [readScenario(scenario, undefined, shared)] : [],
      ),
      ...inRules.flatMap(({ scenario, rule }) => {
        const own = rule.children.flatMap(({ background }) => background?.steps ?? []).length;
        return scenario ? [readScenario(scenario, rule, shared + own)] : [];
      }),
    ],
  };
}

function readScenario(
  scenario: Scenario,
  rule: Rule | undefined,
  backgroundSteps: number,
): ReadScenario {
  return { scenario, rule, steps: readSteps(scenario.steps), backgroundSteps };
}

function readSteps(steps: readonly Step[]): ReadStep[] {
  let kind: StepKind | undefined;
  return steps.map((step) => {
    const keyword = step.keyword.trim();
    const continues = !isKind(keyword);
    if (isKind(keyword)) kind = keyword;
    return { step, kind, continues };
  });
}

function isKind(keyword: string): keyword is StepKind {
  return keyword === 'Given' || keyword === 'When' || keyword === 'Then';
}

/** What goes against the rules of writing in these features, by their paths. */
export function lintAll(sources: ReadonlyMap<string, string>): Finding[] {
  return [...sources].flatMap(([uri, text]) => lintFeature(uri.replaceAll('\\', '/'), text));
}
