import { CucumberExpression, ParameterTypeRegistry } from '@cucumber/cucumber-expressions';
import { generateMessages } from '@cucumber/gherkin';
import {
  IdGenerator,
  SourceMediaType,
  StepDefinitionPatternType,
  type Envelope,
  type PickleStep,
  type TestStep,
} from '@cucumber/messages';

/**
 * The messages of a dry run, for tests.
 * @param feature text of the one feature
 * @param definitions patterns of steps, with parameters of Cucumber's own types alone; all of them
 *   in one file, one a line
 */
export function fakeDryRun(feature: string, definitions: readonly string[]): Envelope[] {
  const sources = generateMessages(
    feature,
    'features/f.feature',
    SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN,
    { includeGherkinDocument: true, includePickles: true, newId: IdGenerator.incrementing() },
  );
  const registry = new ParameterTypeRegistry();
  const stepDefinitions = definitions.map((source, index) => ({
    id: `definition-${index}`,
    pattern: { source, type: StepDefinitionPatternType.CUCUMBER_EXPRESSION },
    sourceReference: { uri: 'step-definitions\\order.steps.ts', location: { line: index + 1 } },
  }));
  const testStep = ({ id, text }: PickleStep): TestStep => {
    const found = stepDefinitions.flatMap((definition) => {
      const match = new CucumberExpression(definition.pattern.source, registry).match(text);
      return match ? [{ definition, match }] : [];
    });
    return {
      id: `step-${id}`,
      pickleStepId: id,
      stepDefinitionIds: found.map(({ definition }) => definition.id),
      stepMatchArgumentsLists: found.map(({ match }) => ({
        stepMatchArguments: match.map((argument) => ({
          group: { value: argument.group.value ?? '', children: [] },
          parameterTypeName: argument.getParameterType().name ?? '',
        })),
      })),
    };
  };
  const cases = sources.flatMap(({ pickle }) => {
    if (pickle === undefined) return [];
    const testSteps = [{ id: 'hook', hookId: 'hook' }, ...pickle.steps.map(testStep)];
    return [{ testCase: { id: pickle.id, pickleId: pickle.id, testSteps } }];
  });
  return [...sources, ...stepDefinitions.map((stepDefinition) => ({ stepDefinition })), ...cases];
}
