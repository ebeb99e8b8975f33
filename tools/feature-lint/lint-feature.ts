import { generateMessages } from '@cucumber/gherkin';
import {
  IdGenerator,
  SourceMediaType,
  type Background,
  type Feature,
  type Rule,
  type Step,
} from '@cucumber/messages';
import { rules } from './rules';
import { explainSyntax } from './syntax';
import type { Finding, ReadFeature, ReadStep, StepKind } from './read-feature';

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
  const rules = feature.children.flatMap(({ rule }) => rule ?? []);
  const parts = [{ rule: undefined, children: feature.children }, ...rules.map(partOf)];
  const backgroundsOf = ({ children }: { children: readonly { background?: Background }[] }) =>
    children.flatMap(({ background }) => background ?? []);
  return {
    uri,
    feature,
    backgrounds: parts.flatMap(backgroundsOf),
    rules,
    scenarios: parts.flatMap((part) => {
      const above = part.rule === undefined ? [part] : [{ children: feature.children }, part];
      const background = above.flatMap(backgroundsOf).flatMap(({ steps }) => steps);
      return part.children
        .flatMap(({ scenario }) => scenario ?? [])
        .map((scenario) => ({
          ...{ scenario, rule: part.rule, background },
          steps: readSteps(scenario.steps),
        }));
    }),
  };
}

function partOf(rule: Rule) {
  return { rule, children: rule.children };
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
