import type { JsonFeature, JsonScenario, JsonStep, JsonTag } from './cucumber-json';
import { escapeHtml } from '../../support/load/charts/escape-html';
import { evidenceHtml } from './evidence-html';

/**
 * Makes Cucumber's JSON fit for multiple-cucumber-html-reporter 3.10, which
 * - loses rules, and the attachments and failures of hooks,
 * - puts most texts into its pages without escaping them,
 * - shows attachments without their names, JSON wrapped in an array, and logs not at all,
 * - keeps the order in which scenarios ended, which is a random one.
 */
export function repairJson(features: readonly JsonFeature[]): JsonFeature[] {
  return [...features]
    .sort((a, b) => a.uri.localeCompare(b.uri))
    .map((feature) => ({
      ...feature,
      id: pageName(feature.uri),
      uri: escapeHtml(feature.uri),
      ...(feature.tags && { tags: feature.tags.map(repairTag) }),
      name: escapeHtml(feature.name),
      description: escapeHtml(feature.description ?? '').trim(),
      elements: [...feature.elements].sort((a, b) => a.line - b.line).map(repairScenario),
    }));
}

/** The reporter names a feature's page after its id; two features may have one name, but not one path. */
function pageName(uri: string): string {
  return uri
    .replaceAll('\\', '/')
    .replace(/^features\//, '')
    .replace(/\.feature$/, '')
    .replace(/[^a-zA-Z0-9]+/g, '-');
}

function repairScenario(scenario: JsonScenario): JsonScenario {
  const { rule, row, name, description = '', passedAtAttempt } = scenario;
  const title = rule === undefined ? name : `${rule} › ${name}`;
  const whole = row === undefined ? title : `${title} [${row}]`;
  const flaky =
    passedAtAttempt === undefined ? '' : ` (flaky: passed only at attempt ${passedAtAttempt})`;
  return {
    ...scenario,
    ...(scenario.tags && { tags: scenario.tags.map(repairTag) }),
    name: escapeHtml(whole + flaky),
    description: escapeHtml(description).trim(),
    steps: gatherHookEvidence(scenario.steps).map(repairStep),
  };
}

function repairTag({ name, ...others }: JsonTag): JsonTag {
  return { name: escapeHtml(name), ...others };
}

/** Evidence belongs to the step that failed, or else to the last step that is shown. */
function gatherHookEvidence(steps: readonly JsonStep[]): JsonStep[] {
  const shown = steps.filter((step) => step.hidden !== true);
  const target = shown.find(({ result }) => result.status === 'failed') ?? shown.at(-1);
  if (target === undefined) return [...steps];
  const strays = steps.filter((step) => step.hidden === true);
  const embeddings = [target, ...strays].flatMap((step) => step.embeddings ?? []);
  return steps.map((step) => {
    if (step === target) return { ...step, embeddings };
    return step.hidden === true ? { ...step, embeddings: [] } : step;
  });
}

function repairStep(step: JsonStep): JsonStep {
  const { result, name, embeddings = [] } = step;
  const hookFailed = step.hidden === true && result.status === 'failed';
  const html = embeddings.map(evidenceHtml).join('\n');
  return {
    ...step,
    ...(hookFailed && { hidden: false }),
    // the template itself replaces the angle brackets of a step's name
    ...(name !== undefined && { name: name.replaceAll('&', '&amp;') }),
    ...(step.arguments && { arguments: step.arguments.map(repairArgument) }),
    result: {
      ...result,
      // in capitals it is counted just the same, but brings no snippet in another project's style
      status: result.status === 'undefined' ? 'UNDEFINED' : result.status,
      ...(result.error_message !== undefined && {
        error_message: escapeHtml(result.error_message),
      }),
    },
    embeddings:
      html === ''
        ? []
        : [{ mime_type: 'text/html', data: Buffer.from(html, 'utf8').toString('base64') }],
  };
}

function repairArgument({ rows, content }: NonNullable<JsonStep['arguments']>[number]) {
  return {
    ...(rows && { rows: rows.map(({ cells }) => ({ cells: cells.map(escapeHtml) })) }),
    ...(content !== undefined && { content: escapeHtml(content) }),
  };
}
