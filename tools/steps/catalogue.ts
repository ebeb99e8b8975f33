import {
  PickleStepType,
  type Envelope,
  type ParameterType,
  type PickleStep,
  type StepDefinition,
} from '@cucumber/messages';
import { tagsNeeded } from './needs';
import { parameterMeanings, type Meanings } from './parameter-meanings';
import { pick, placeOf, stepUses, type StepUse } from './uses';

/** Every step that a feature can have, as the code defines it and the features use it. */
export interface Catalogue {
  /** One for each file of step definitions, by its noun. */
  groups: StepGroup[];
  /** The types of the parameters of these steps, by name. */
  parameters: ExplainedParameter[];
}

export interface StepGroup {
  noun: string;
  file: string;
  steps: CatalogueStep[];
}

export interface CatalogueStep {
  /** The step with its parameters, such as `{order} should be {orderStatus}`. */
  text: string;
  /** Given, When or Then, as the features have it; more than one for a step that is used as such. */
  keywords: string[];
  /** The names of its parameters' types, each once. */
  parameters: string[];
  /** One use in full, with its table; empty if there is none. */
  example: string[];
  /** Tags that its scenario, or what that stands in, has to have. */
  needs: string[];
  uses: { feature: string; lines: number[] }[];
  /** File and line of its definition. */
  place: string;
}

export interface ExplainedParameter {
  name: string;
  /** What it accepts; undefined if nobody has said so. */
  means: string | undefined;
  /** All values, where there are only these. */
  values: string[] | undefined;
  /** Some values that features have. */
  seen: string[];
}

const mostSeen = 6;

/** Reads the messages of a dry run. */
export function readCatalogue(
  messages: readonly Envelope[],
  meanings: Meanings = parameterMeanings,
): Catalogue {
  const uses = stepUses(messages);
  const steps = pick(messages, 'stepDefinition')
    .filter(({ sourceReference }) => sourceReference.uri !== undefined)
    .map((definition) => ({
      file: fileOf(definition),
      line: definition.sourceReference.location?.line ?? 0,
      step: readStep(
        definition,
        uses.filter(({ definitions }) => definitions.includes(definition.id)),
      ),
    }))
    .sort((a, b) => a.line - b.line);
  const files = [...new Set(steps.map(({ file }) => file))].sort();
  return {
    groups: files.map((file) => ({
      noun: nounOf(file),
      file,
      steps: steps.filter((each) => each.file === file).map(({ step }) => step),
    })),
    parameters: readParameters(
      pick(messages, 'parameterType'),
      new Set(steps.flatMap(({ step }) => step.parameters)),
      uses,
      meanings,
    ),
  };
}

/** The catalogue as data for editors and other tools: a list of steps, and what stands for { }. */
export function asData({ groups, parameters }: Catalogue) {
  const steps = groups.flatMap(({ noun, steps }) => steps.map((step) => ({ noun, ...step })));
  return { steps, parameters };
}

/** The part of a catalogue that has all these words, and the parameters that it needs. */
export function search({ groups, parameters }: Catalogue, words: readonly string[]): Catalogue {
  const found = groups
    .map((group) => ({ ...group, steps: group.steps.filter((step) => has(step, group, words)) }))
    .filter(({ steps }) => steps.length > 0);
  const needed = new Set(found.flatMap(({ steps }) => steps.flatMap((step) => step.parameters)));
  return { groups: found, parameters: parameters.filter(({ name }) => needed.has(name)) };
}

function has(step: CatalogueStep, { noun }: StepGroup, words: readonly string[]): boolean {
  const text = [noun, ...step.keywords, step.text, ...step.needs, ...step.example]
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word.toLowerCase()));
}

function readStep(definition: StepDefinition, uses: readonly StepUse[]): CatalogueStep {
  const source = definition.pattern.source;
  const keywords = new Set(uses.map(({ step }) => keywordOf(step)));
  const [first] = uses;
  return {
    text: source.replace(/\\(.)/g, '$1'),
    keywords: ['Given', 'When', 'Then'].filter((keyword) => keywords.has(keyword)),
    parameters: [...new Set([...source.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))],
    example: first ? exampleOf(first.step) : [],
    needs: tagsNeeded(source),
    uses: byFeature(uses),
    place: placeOf(definition.sourceReference),
  };
}

function keywordOf({ type }: PickleStep): string {
  if (type === PickleStepType.ACTION) return 'When';
  return type === PickleStepType.OUTCOME ? 'Then' : 'Given';
}

/** A step as it is written, with what stands below it. */
function exampleOf(step: PickleStep): string[] {
  const { dataTable, docString } = step.argument ?? {};
  const rows = dataTable?.rows.map(({ cells }) => cells.map(({ value }) => escaped(value))) ?? [];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row.map((cell, column) => `| ${cell.padEnd(widths[column] ?? 0)} `).join(''),
  );
  return [
    `${keywordOf(step)} ${step.text}`,
    ...lines.map((line) => `  ${line}|`),
    ...(docString ? ['"""', ...docString.content.split('\n'), '"""'].map((one) => `  ${one}`) : []),
  ];
}

/** In a table, these have a meaning. */
function escaped(cell: string): string {
  return cell.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', '\\n');
}

function byFeature(uses: readonly StepUse[]): CatalogueStep['uses'] {
  const features = [...new Set(uses.map(({ feature }) => feature))].sort();
  return features.map((feature) => {
    const lines = uses.filter((use) => use.feature === feature).flatMap(({ line }) => line ?? []);
    return { feature, lines: [...new Set(lines)].sort((a, b) => a - b) };
  });
}

function readParameters(
  types: readonly ParameterType[],
  used: ReadonlySet<string>,
  uses: readonly StepUse[],
  meanings: Meanings,
): ExplainedParameter[] {
  const values = uses.flatMap((use) => use.values);
  return [...used].sort().map((name) => {
    const regexps = types.find((type) => type.name === name)?.regularExpressions ?? [];
    const seen = new Set(values.filter(({ type }) => type === name).map(({ text }) => text));
    return {
      name,
      means: meanings[name],
      values: plainValues(regexps),
      seen: [...seen].slice(0, mostSeen),
    };
  });
}

/** The values that a parameter type lists, if it does nothing else. */
function plainValues(regexps: readonly string[]): string[] | undefined {
  const values = regexps.flatMap((regexp) => regexp.split('|'));
  const isPlain = values.length > 0 && !values.some((value) => /[\\[\](){}.*+?^$]/.test(value));
  return isPlain ? values : undefined;
}

function fileOf({ sourceReference }: StepDefinition): string {
  return (sourceReference.uri ?? '').replaceAll('\\', '/');
}

function nounOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.steps\.ts$/, '');
}
