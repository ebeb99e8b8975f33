import type {
  Envelope,
  GherkinDocument,
  PickleStep,
  SourceReference,
  TestStep,
} from '@cucumber/messages';

/** A step as a scenario has it, and the definitions that fit it. */
export interface StepUse {
  step: PickleStep;
  /** Path of the feature, with slashes. */
  feature: string;
  /** Line of the step in the feature; undefined if the feature does not say. */
  line: number | undefined;
  /** Ids of the step definitions. */
  definitions: readonly string[];
  /** The values that stand for its parameters. */
  values: readonly { type: string; text: string }[];
}

/** All steps of all scenarios, in their order, in the messages of a dry run. */
export function stepUses(messages: readonly Envelope[]): StepUse[] {
  const pickles = new Map(pick(messages, 'pickle').map((pickle) => [pickle.id, pickle]));
  const lines = stepLines(pick(messages, 'gherkinDocument'));
  return pick(messages, 'testCase').flatMap(({ pickleId, testSteps }) => {
    const pickle = pickles.get(pickleId);
    return testSteps.flatMap((testStep) => {
      const step = pickle?.steps.find(({ id }) => id === testStep.pickleStepId);
      if (pickle === undefined || step === undefined) return []; // a hook
      return [
        {
          step,
          feature: pickle.uri.replaceAll('\\', '/'),
          line: lines.get(step.astNodeIds[0] ?? ''),
          definitions: testStep.stepDefinitionIds ?? [],
          values: valuesIn(testStep),
        },
      ];
    });
  });
}

function valuesIn({ stepMatchArgumentsLists: [first] = [] }: TestStep): StepUse['values'] {
  return (first?.stepMatchArguments ?? []).flatMap(({ group, parameterTypeName }) =>
    parameterTypeName === undefined || group.value === undefined
      ? []
      : [{ type: parameterTypeName, text: group.value }],
  );
}

function stepLines(documents: readonly GherkinDocument[]): Map<string, number> {
  const children = documents.flatMap(({ feature }) => feature?.children ?? []);
  const all = [...children, ...children.flatMap(({ rule }) => rule?.children ?? [])];
  const steps = all.flatMap(({ background, scenario }) => (background ?? scenario)?.steps ?? []);
  return new Map(steps.map(({ id, location }) => [id, location.line]));
}

/** Where something is defined, as path and line. */
export function placeOf({ uri = '?', location }: SourceReference): string {
  return `${uri.replaceAll('\\', '/')}:${location?.line ?? '?'}`;
}

/** All messages of one kind. */
export function pick<K extends keyof Envelope>(messages: readonly Envelope[], key: K) {
  return messages.flatMap((message) => {
    const value = message[key];
    return value === undefined ? [] : [value];
  });
}
