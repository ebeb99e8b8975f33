import type {
  Envelope,
  GherkinDocument,
  Pickle,
  PickleStep,
  SourceReference,
  StepDefinition,
} from '@cucumber/messages';
import { fileForStep } from '../reports/step-file';

/** What a dry run of all features found out about steps and their definitions. */
export interface StepFindings {
  /** Each as it is printed: where, what, and how to mend it. */
  problems: string[];
  scenarios: number;
  definitions: number;
}

interface UsedStep {
  step: PickleStep;
  place: string;
  definitions: readonly string[];
}

/**
 * Finds steps that are undefined or ambiguous, and definitions that no feature uses, in the
 * messages of a dry run.
 */
export function findStepProblems(messages: readonly Envelope[], cwd: string): StepFindings {
  const definitions = pick(messages, 'stepDefinition');
  const used = usedSteps(messages);
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
      ...unusedDefinitions(used, definitions),
    ],
    scenarios: pick(messages, 'pickle').length,
    definitions: definitions.length,
  };
}

function undefinedSteps(
  used: readonly UsedStep[],
  messages: readonly Envelope[],
  cwd: string,
): string[] {
  const snippets = new Map(
    pick(messages, 'suggestion').map(({ pickleStepId, snippets }) => [pickleStepId, snippets[0]]),
  );
  return uniqueTexts(used.filter(({ definitions }) => definitions.length === 0)).map(
    ({ step, place }) => {
      const snippet = snippets.get(step.id)?.code;
      const advice = `  Correct its words, or write it in ${fileForStep(step.text, cwd)}`;
      const start = snippet === undefined ? '.' : `, beginning with:\n${indent(snippet)}`;
      return `${place}  undefined: ${step.text}\n${advice}${start}`;
    },
  );
}

function ambiguousSteps(
  used: readonly UsedStep[],
  definitions: readonly StepDefinition[],
): string[] {
  return uniqueTexts(used.filter((one) => one.definitions.length > 1)).map((one) => {
    const matching = definitions.filter(({ id }) => one.definitions.includes(id)).map(describe);
    const list = indent(matching.join('\n'));
    return `${one.place}  ambiguous: ${one.step.text}\n${list}\n  Make one of them say something else.`;
  });
}

function unusedDefinitions(
  used: readonly UsedStep[],
  definitions: readonly StepDefinition[],
): string[] {
  const usedIds = new Set(used.flatMap((one) => one.definitions));
  return definitions
    .filter(({ id }) => !usedIds.has(id))
    .map((one) => `${describe(one)}  unused: no feature has such a step; remove it or use it.`);
}

function describe({ sourceReference, pattern }: StepDefinition): string {
  return `${placeOf(sourceReference)}  ${pattern.source}`;
}

function placeOf({ uri = '?', location }: SourceReference): string {
  return `${uri.replaceAll('\\', '/')}:${location?.line ?? '?'}`;
}

function usedSteps(messages: readonly Envelope[]): UsedStep[] {
  const pickles = new Map(pick(messages, 'pickle').map((pickle) => [pickle.id, pickle]));
  const lines = stepLines(pick(messages, 'gherkinDocument'));
  return pick(messages, 'testCase').flatMap(({ pickleId, testSteps }) => {
    const pickle: Pickle | undefined = pickles.get(pickleId);
    return testSteps.flatMap(({ pickleStepId, stepDefinitionIds = [] }) => {
      const step = pickle?.steps.find(({ id }) => id === pickleStepId);
      if (pickle === undefined || step === undefined) return []; // a hook
      const line = lines.get(step.astNodeIds[0] ?? '') ?? '?';
      const place = `${pickle.uri.replaceAll('\\', '/')}:${line}`;
      return [{ step, place, definitions: stepDefinitionIds }];
    });
  });
}

function stepLines(documents: readonly GherkinDocument[]): Map<string, number> {
  const children = documents.flatMap(({ feature }) => feature?.children ?? []);
  const all = [...children, ...children.flatMap(({ rule }) => rule?.children ?? [])];
  const steps = all.flatMap(({ background, scenario }) => (background ?? scenario)?.steps ?? []);
  return new Map(steps.map(({ id, location }) => [id, location.line]));
}

/** A background or an outline repeats a step many times; it is one thing to mend. */
function uniqueTexts(steps: readonly UsedStep[]): UsedStep[] {
  return [...new Map([...steps].reverse().map((one) => [one.step.text, one])).values()].reverse();
}

function pick<K extends keyof Envelope>(messages: readonly Envelope[], key: K) {
  return messages.flatMap((message) => {
    const value = message[key];
    return value === undefined ? [] : [value];
  });
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
