import type { Envelope, StepDefinition } from '@cucumber/messages';
import { fileForStep } from './step-file';
import { readCatalogue } from './catalogue';
import { parameterMeanings, type Meanings } from './parameter-meanings';
import { suggester } from './suggest';
import { pick, placeOf, stepUses, type StepUse } from './uses';

/** What a dry run of all features found out about steps and their definitions. */
export interface StepFindings {
  /** Each as it is printed: where, what, and how to mend it. */
  problems: string[];
  scenarios: number;
  definitions: number;
}

/**
 * Finds steps that are undefined or ambiguous, definitions that no feature uses, and parameters
 * that nobody explains, in the messages of a dry run.
 */
export function findStepProblems(
  messages: readonly Envelope[],
  cwd: string,
  meanings: Meanings = parameterMeanings,
): StepFindings {
  const definitions = pick(messages, 'stepDefinition');
  const used = stepUses(messages);
  return {
    problems: [
      ...pick(messages, 'parseError').map(
        ({ source, message }) => `${source.uri ?? 'a feature'}  cannot be read\n${indent(message)}`,
      ),
      ...pick(messages, 'undefinedParameterType').map(
        ({ name, expression }) => `{${name}}  is no parameter type\n  used by: ${expression}`,
      ),
      ...undefinedSteps(used, messages, cwd),
      ...ambiguousSteps(used, definitions),
      ...withoutExample(used, definitions),
      ...unexplainedParameters(messages, meanings),
      ...quotedInSnippets(messages),
    ],
    scenarios: pick(messages, 'pickle').length,
    definitions: definitions.length,
  };
}

function undefinedSteps(
  used: readonly StepUse[],
  messages: readonly Envelope[],
  cwd: string,
): string[] {
  const snippets = new Map(
    pick(messages, 'suggestion').map(({ pickleStepId, snippets }) => [pickleStepId, snippets[0]]),
  );
  const suggest = suggester(messages);
  return uniqueTexts(used.filter(({ definitions }) => definitions.length === 0)).map((use) => {
    const { step } = use;
    const snippet = snippets.get(step.id)?.code;
    const advice = `  Correct its words, or write it in ${fileForStep(step.text, cwd)}`;
    const start = snippet === undefined ? '.' : `, beginning with:\n${indent(snippet)}`;
    const meant = suggest(step.text).trimStart();
    const question = meant === '' ? '' : `${indent(meant)}\n`;
    return `${whereUsed(use)}  undefined: ${step.text}\n${question}${advice}${start}`;
  });
}

function ambiguousSteps(
  used: readonly StepUse[],
  definitions: readonly StepDefinition[],
): string[] {
  return uniqueTexts(used.filter((one) => one.definitions.length > 1)).map((one) => {
    const matching = definitions.filter(({ id }) => one.definitions.includes(id)).map(describe);
    const list = indent(matching.join('\n'));
    return `${whereUsed(one)}  ambiguous: ${one.step.text}\n${list}\n  Make one of them say something else.`;
  });
}

function withoutExample(
  used: readonly StepUse[],
  definitions: readonly StepDefinition[],
): string[] {
  const usedIds = new Set(used.flatMap((one) => one.definitions));
  return definitions
    .filter(({ id }) => !usedIds.has(id))
    .map(
      (one) =>
        `${placeOf(one.sourceReference)}  this step has no example: ${one.pattern.source}\n` +
        '  No feature uses it, so that nobody can see how it is meant: use it in one, or remove it.',
    );
}

/** Each type of a parameter is explained, and nothing is that steps do not have. */
function unexplainedParameters(messages: readonly Envelope[], meanings: Meanings): string[] {
  const { parameters } = readCatalogue(messages, meanings);
  const used = new Set(parameters.map(({ name }) => name));
  const file = 'tools/steps/parameter-meanings.ts';
  return [
    ...parameters
      .filter(({ means }) => means === undefined)
      .map(({ name }) => `{${name}}  is not explained\n  Say in ${file} what it accepts.`),
    ...Object.keys(meanings)
      .filter((name) => !used.has(name))
      .map((name) => `{${name}}  is explained, but no step has it\n  Remove it from ${file}.`),
  ];
}

/** In the snippet of a new step, quoted text is a text, and no parameter that takes quotes as well. */
function quotedInSnippets(messages: readonly Envelope[]): string[] {
  return pick(messages, 'parameterType')
    .filter(({ useForSnippets, regularExpressions }) => {
      return useForSnippets && new RegExp(`^(?:${regularExpressions.join('|')})$`).test('"text"');
    })
    .map(({ name }) => `{${name}}  takes quoted text in snippets\n  Say useForSnippets: false.`);
}

function whereUsed({ feature, line }: StepUse): string {
  return `${feature}:${line ?? '?'}`;
}

function describe({ sourceReference, pattern }: StepDefinition): string {
  return `${placeOf(sourceReference)}  ${pattern.source}`;
}

/** A background or an outline repeats a step many times; it is one thing to mend. */
function uniqueTexts(steps: readonly StepUse[]): StepUse[] {
  const texts = new Set<string>();
  const places = new Set<string>();
  return steps.filter((use) => {
    const isNew = !texts.has(use.step.text) && !places.has(whereUsed(use));
    texts.add(use.step.text);
    places.add(whereUsed(use));
    return isNew;
  });
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
