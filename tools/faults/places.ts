import fs from 'node:fs';
import path from 'node:path';
import { generateMessages } from '@cucumber/gherkin';
import { IdGenerator, SourceMediaType, type Envelope, type Pickle } from '@cucumber/messages';
import { scenarioName } from '../run-model/names';
import { besideTheScenarios, type Kind } from './fault';
import { isAt, pathOf } from './suite-result';

/** The paths of all scenarios in a project's features. */
export function pathsOfFeatures(root: string): string[] {
  return scenariosOfFeatures(root).map(({ path }) => path);
}

/** A scenario of a feature, outlines row by row. */
export interface Scenario {
  path: string;
  pickle: Pickle;
}

/** All scenarios in a project's features. */
export function scenariosOfFeatures(root: string): Scenario[] {
  const folder = path.join(root, 'features');
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.feature'))
    .flatMap((file) => scenariosOf(file, fs.readFileSync(path.join(folder, file), 'utf8')));
}

function scenariosOf(uri: string, text: string): Scenario[] {
  const messages: readonly Envelope[] = generateMessages(
    text,
    uri,
    SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN,
    { newId: IdGenerator.incrementing(), includeGherkinDocument: true, includePickles: true },
  );
  const document = messages.find(({ gherkinDocument }) => gherkinDocument)?.gherkinDocument;
  if (!document) return [];
  return messages.flatMap(({ pickle }) =>
    pickle ? [{ path: pathOf(scenarioName(document, pickle)), pickle }] : [],
  );
}

/** Faults that name a place where no scenario is, one line each. */
export function missingPlaces(catalogue: readonly Kind[], paths: readonly string[]): string[] {
  return catalogue
    .flatMap(({ faults }) => faults)
    .filter(
      ({ caughtBy }) =>
        caughtBy !== besideTheScenarios && !paths.some((each) => isAt(caughtBy, each)),
    )
    .map(
      ({ name, caughtBy }) => `"${name}" has to be caught by "${caughtBy}", which no feature has`,
    );
}
