import { inOneLine } from '../../support/contract/visible';
import { unknownVersion } from '../../support/platform/health';
import type { PlatformInfo } from '../../support/run/run-info';
import type {
  Examples,
  GherkinDocument,
  Pickle,
  Rule,
  Scenario,
  TableRow,
} from '@cucumber/messages';

/** Where a scenario stands and what it is called. */
export interface ScenarioName {
  feature: string;
  rule?: string;
  title: string;
  /** Which row of an outline it is, so that rows can be told apart. */
  row?: string;
  uri: string;
  line: number;
}

const longestRow = 80;

export function scenarioName(document: GherkinDocument | undefined, pickle: Pickle): ScenarioName {
  const [scenarioId, rowId] = pickle.astNodeIds;
  const { rule, scenario } = findScenario(document, scenarioId);
  const found = scenario && rowId ? findRow(scenario, rowId) : undefined;
  const row = found && describeRow(pickle.name, found.examples, found.row);
  return {
    feature: document?.feature?.name ?? pickle.uri,
    ...(rule && { rule: rule.name }),
    title: pickle.name,
    ...(row !== undefined && { row }),
    uri: pickle.uri.replaceAll('\\', '/'),
    line: found?.row.location.line ?? scenario?.location.line ?? 0,
  };
}

/** The whole name in one line: feature › rule › example [row]. */
export function fullTitle({ feature, rule, title, row }: ScenarioName): string {
  const path = [feature, rule, title].filter((part) => part !== undefined && part !== '');
  return path.join(' › ') + (row === undefined ? '' : ` [${row}]`);
}

function findScenario(
  document: GherkinDocument | undefined,
  id: string | undefined,
): { rule?: Rule; scenario?: Scenario } {
  for (const { rule, scenario } of document?.feature?.children ?? []) {
    if (scenario?.id === id) return { scenario };
    const child = rule?.children.find((candidate) => candidate.scenario?.id === id);
    if (rule && child?.scenario) return { rule, scenario: child.scenario };
  }
  return {};
}

function findRow(
  scenario: Scenario,
  id: string,
): { examples: Examples; row: TableRow } | undefined {
  for (const examples of scenario.examples) {
    const row = examples.tableBody.find((candidate) => candidate.id === id);
    if (row) return { examples, row };
  }
  return undefined;
}

/** The group and the row's values, without those that the title shows already. */
function describeRow(title: string, examples: Examples, row: TableRow): string | undefined {
  const values = row.cells
    .map(({ value }) => value)
    .filter((value) => value === '' || !title.includes(value))
    .map((value) => value || '""');
  const text = [examples.name, values.join(', ')].filter((part) => part !== '').join(': ');
  if (text === '') return undefined;
  return text.length <= longestRow ? text : `${text.slice(0, longestRow - 1)}…`;
}

/** What to call a platform: by its description, by its version, or by both. */
export function platformName({ name, ...said }: Pick<PlatformInfo, 'name' | 'version'>): string {
  const version = inOneLine(said.version);
  if (name === undefined) return version;
  return version === unknownVersion ? name : `${name}, ${version}`;
}
