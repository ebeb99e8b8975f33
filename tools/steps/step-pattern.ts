import {
  CucumberExpression,
  ParameterType,
  ParameterTypeRegistry,
} from '@cucumber/cucumber-expressions';
import { StepDefinitionPatternType, type Envelope } from '@cucumber/messages';
import { pick } from './uses';

/** The pattern of a step definition, taken apart into what a writer has to write. */
export interface StepPattern {
  parts: Part[];
  matches: (text: string) => boolean;
}

/** One word of a step: it can be any of these, or a value that a parameter takes. */
export type Part = { words: string[] } | Slot;

export interface Slot {
  /** The name of the parameter type. */
  parameter: string;
  /** All that can stand there, where that is a list. */
  values: string[] | undefined;
  /** Fits the whole of what stands there. */
  form: RegExp;
}

/** The patterns of all step definitions that are Cucumber Expressions, in the messages of a run. */
export function stepPatterns(messages: readonly Envelope[]): StepPattern[] {
  const registry = new ParameterTypeRegistry();
  for (const { name, regularExpressions } of pick(messages, 'parameterType'))
    registry.defineParameterType(new ParameterType(name, regularExpressions, null));
  return pick(messages, 'stepDefinition')
    .filter(({ pattern }) => pattern.type === StepDefinitionPatternType.CUCUMBER_EXPRESSION)
    .map(({ pattern: { source } }) => {
      const expression = new CucumberExpression(source, registry);
      return {
        parts: split(source).map((part) => readPart(part, registry)),
        matches: (text) => expression.match(text) !== null,
      };
    });
}

/** At white space, but not within brackets. */
function split(source: string): string[] {
  return source.match(/(?:\([^)]*\)|\{[^}]*\}|\S)+/g) ?? [];
}

function readPart(part: string, registry: ParameterTypeRegistry): Part {
  const [, before = '', name = '', after = ''] = /^(.*)\{(\w*)\}(.*)$/.exec(part) ?? [];
  if (name === '')
    return {
      words: part
        .split(/(?<!\\)\//)
        .flatMap(withOptional)
        .map(unescaped),
    };
  const regexps = registry.lookupByTypeName(name)?.regexpStrings ?? ['.*'];
  return {
    parameter: name,
    values: literals(
      regexps.flatMap((regexp) => regexp.split('|')),
      before,
      after,
    ),
    form: new RegExp(`^${quoted(before)}(?:${regexps.join('|')})${quoted(after)}$`),
  };
}

/** `order(s)` is `order` or `orders`. */
function withOptional(word: string): string[] {
  const found = /^(.*)(?<!\\)\((.*)\)(.*)$/.exec(word);
  if (!found) return [word];
  const [, before = '', optional = '', after = ''] = found;
  return [before + after, before + optional + after];
}

/** The values with what stands around them, if all are plain words. */
function literals(values: readonly string[], before: string, after: string): string[] | undefined {
  const plain = values.every((value) => value !== '' && !/[\\[\](){}.*+?^$]/.test(value));
  return plain ? values.map((value) => unescaped(before) + value + unescaped(after)) : undefined;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

function quoted(text: string): string {
  return unescaped(text).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
