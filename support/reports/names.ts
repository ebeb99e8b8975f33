import type {
  Examples,
  GherkinDocument,
  Pickle,
  Rule,
  Scenario,
  TableCell,
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

export function scenarioName(document: GherkinDocument, pickle: Pickle): ScenarioName {
  const [scenarioId, rowId] = pickle.astNodeIds;
  const { rule, scenario } = findScenario(document, scenarioId);
  const found = scenario && rowId ? findRow(scenario, rowId) : undefined;
  return {
    feature: document.feature?.name ?? pickle.uri,
    ...(rule && { rule: rule.name }),
    title: pickle.name,
    ...(found && { row: describeRow(found.examples, found.row) }),
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
  document: GherkinDocument,
  id: string | undefined,
): { rule?: Rule; scenario?: Scenario } {
  for (const { rule, scenario } of document.feature?.children ?? []) {
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

function describeRow(examples: Examples, row: TableRow): string {
  const values = (cells: readonly TableCell[]) => cells.map((cell) => cell.value || '""').join(', ');
  const text = [examples.name, values(row.cells)].filter((part) => part !== '').join(': ');
  return text.length <= longestRow ? text : `${text.slice(0, longestRow - 1)}…`;
}
