import type { Envelope, Pickle } from '@cucumber/messages';
import { commandFor } from '../../run-model/again';
import type { RunModel } from '../../run-model/run-model';
import { suggester } from '../../steps/suggest';
import { readAttempt } from './read-attempt';
import type { ReportedFeature, ReportedScenario } from './report';
import { scenarioIds } from './scenario-id';

/** The features that scenarios were selected from, by their paths, with what became of each. */
export function readFeatures(messages: readonly Envelope[], run: RunModel): ReportedFeature[] {
  const suggest = suggester(messages);
  const scenariosOf = (uri: string | undefined): ReportedScenario[] => {
    const idOf = scenarioIds();
    return picklesOf(messages, uri).flatMap((pickle) => {
      const name = run.nameOf(pickle);
      const { examples, example } = run.query.findLineageBy(pickle) ?? {};
      const row = example ? [examples?.name ?? '', ...example.cells.map(({ value }) => value)] : [];
      const id = idOf(name, row); // also for those that were not selected, so that each keeps its own
      const scenario = run.scenarioOf(pickle.id);
      if (scenario === undefined) return [];
      const { attempts, verdict } = scenario;
      return [
        {
          ...{ id, name, outcome: verdict, again: commandFor(name, run.details) },
          attempts: attempts.map((attempt) => readAttempt(attempt, suggest)),
          astNodeIds: pickle.astNodeIds,
          tags: pickle.tags.map((tag) => tag.name),
          seconds: attempts.reduce((sum, { seconds }) => sum + seconds, 0),
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
      scenarios: scenariosOf(document.uri),
    }))
    .filter(({ scenarios }) => scenarios.length > 0)
    .sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

/** Those of a document, in the order in which they are written. */
function picklesOf(messages: readonly Envelope[], uri: string | undefined): Pickle[] {
  const place = ({ location }: Pickle) => location?.line ?? 0;
  return messages
    .flatMap(({ pickle }) => (pickle?.uri === uri && pickle ? [pickle] : []))
    .sort((a, b) => place(a) - place(b));
}
