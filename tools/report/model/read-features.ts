import type {
  Envelope,
  GherkinDocument,
  Pickle,
  TestCase,
  TestCaseStarted,
} from '@cucumber/messages';
import type { Query } from '@cucumber/query';
import { suggester } from '../../steps/suggest';
import { scenarioName } from '../../run-model/names';
import { readAttempt } from './read-attempt';
import type { Attempt, Outcome, ReportedFeature, ReportedScenario, RunEnd } from './report';
import { scenarioIds } from './scenario-id';

/** The features that scenarios were selected from, by their paths, with what became of each. */
export function readFeatures(
  messages: readonly Envelope[],
  query: Query,
  end: RunEnd,
): ReportedFeature[] {
  const suggest = suggester(messages);
  const cases = new Map<string, TestCase>();
  const starts = new Map<string, TestCaseStarted[]>();
  for (const { testCase, testCaseStarted } of messages) {
    if (testCase) cases.set(testCase.pickleId, testCase);
    if (testCaseStarted) {
      const { testCaseId } = testCaseStarted;
      starts.set(testCaseId, [...(starts.get(testCaseId) ?? []), testCaseStarted]);
    }
  }
  const scenariosOf = (document: GherkinDocument): ReportedScenario[] => {
    const idOf = scenarioIds();
    return picklesOf(messages, document).flatMap((pickle) => {
      const name = scenarioName(document, pickle);
      const { examples, example } = query.findLineageBy(pickle) ?? {};
      const row = example ? [examples?.name ?? '', ...example.cells.map(({ value }) => value)] : [];
      const id = idOf(name, row); // also for those that were not selected, so that each keeps its own
      const testCase = cases.get(pickle.id);
      if (testCase === undefined) return [];
      const attempts = (starts.get(testCase.id) ?? [])
        .sort((a, b) => a.attempt - b.attempt)
        .map((started) => readAttempt(query, testCase, started, end, suggest));
      return [
        {
          ...{ id, name, attempts },
          astNodeIds: pickle.astNodeIds,
          tags: pickle.tags.map((tag) => tag.name),
          outcome: outcomeOf(attempts, end),
          seconds: sum(attempts.flatMap(({ steps }) => steps.map(({ seconds }) => seconds))),
        },
      ];
    });
  };
  return messages
    .flatMap(({ gherkinDocument }) => (gherkinDocument?.feature ? [gherkinDocument] : []))
    .map((document) => ({
      document,
      uri: (document.uri ?? '').replaceAll('\\', '/'),
      name: document.feature?.name ?? '',
      scenarios: scenariosOf(document),
    }))
    .filter(({ scenarios }) => scenarios.length > 0)
    .sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

/** Those of a document, in the order in which they are written. */
function picklesOf(messages: readonly Envelope[], { uri }: GherkinDocument): Pickle[] {
  const place = ({ location }: Pickle) => location?.line ?? 0;
  return messages
    .flatMap(({ pickle }) => (pickle?.uri === uri && pickle ? [pickle] : []))
    .sort((a, b) => place(a) - place(b));
}

function outcomeOf(attempts: readonly Attempt[], end: RunEnd): Outcome {
  const last = attempts.at(-1);
  if (last === undefined) return 'unrun';
  const statuses = last.steps.map(({ status }) => status);
  if (end !== 'finished' && last.causes.length === 0 && statuses.includes('UNKNOWN'))
    return 'unrun';
  if (statuses.every((status) => status === 'PASSED'))
    return attempts.length > 1 ? 'flaky' : 'passed';
  return statuses.every((status) => status === 'PASSED' || status === 'SKIPPED')
    ? 'skipped'
    : 'failed';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
