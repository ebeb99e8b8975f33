import { Status, type IFormatterOptions } from '@cucumber/cucumber';
import { coverageLines, type Coverage } from '../../support/evidence/coverage';
import type { Finding } from '../feature-lint/read-feature';
import {
  isWhole,
  type PlatformInfo,
  type RunInfo,
  type RunRequest,
} from '../../support/run/run-info';
import { platformName } from '../run-model/names';
import type { Scenario, Verdict } from '../run-model/run';
import { reportFiles } from './report-files';
import { skipReasons } from '../run-model/why-skipped';
import { columns, wrap } from './width';

/** More advice than this would bury the rest of the summary. */
const mostFindings = 5;

const indent = ' '.repeat('Contract   '.length);

type Colors = IFormatterOptions['colorFns'];

/** What there is to be said of the features and of the platform, beside its scenarios. */
export interface Found {
  writing: readonly Finding[];
  /** What became of the contract's clauses, in a sentence; none where a part of the suite was run. */
  conformance?: string | undefined;
}

/** The end of a run: what was tested and how, where the reports are, and the verdict. */
export function summaryLines(
  scenarios: readonly Scenario[],
  seconds: number,
  request: Partial<RunRequest>,
  { platform, leftOut, coverage, transport, unknownTags = [] }: RunInfo,
  { writing, conformance }: Found,
  colors: Colors,
): string[] {
  const steps = scenarios.flatMap(({ pickle }) => pickle.steps).length;
  const workers = request.parallel ? `, ${request.parallel} in parallel` : '';
  return [
    ...(platform?.died === undefined
      ? []
      : [colors.errorMessage(diedMessage(platform.died, request)), '']),
    `Scenarios  ${countByStatus(scenarios, colors)}`,
    ...leftOutLines(leftOut),
    ...unknownTags.map((sentence) => `Tags       ${sentence}`),
    ...skipReasons(scenarios).map((reason) => `Skipped    ${reason}`),
    `Steps      ${steps}`,
    `Duration   ${seconds.toFixed(1)} s${workers}`,
    ...(platform ? [`Platform   ${describePlatform(platform)}`] : []),
    ...(transport === 'socket.io'
      ? []
      : ['Transport  plain WebSocket, where a feature names none']),
    ...(request.order === undefined ? [] : [`Order      ${describeOrder(request.order)}`]),
    ...contractLines(coverage, conformance, isWhole(request), colors),
    ...(request.dryRun || request.reports === undefined
      ? []
      : [`Reports    ${reportFiles(request.reports).join('\n           ')}`]),
    ...writingLines(writing, colors),
  ];
}

/** The last line of all, plain and always of this form: scripts read it. */
export function verdictLine(scenarios: readonly Scenario[]): string {
  const count = (each: Verdict) => scenarios.filter(({ verdict }) => verdict === each).length;
  const [flaky, skipped, unrun] = [count('flaky'), count('skipped'), count('unrun')];
  const [unjudged, known] = [count('unjudged'), count('known')];
  return [
    `${count('passed')} passed`,
    ...(flaky > 0 ? [`${flaky} flaky`] : []),
    `${count('failed')} failed`,
    ...(unjudged > 0 ? [`${unjudged} not judged`] : []),
    ...(known > 0 ? [`${known} known to fail`] : []),
    ...(unrun > 0 ? [`${unrun} not run`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(', ');
}

/** Verdicts that count apart from the status of the last attempt, and their words. */
const countedApart: readonly (readonly [Verdict, string])[] = [
  ['flaky', 'flaky'],
  ['unjudged', 'not judged'],
  ['known', 'known to fail'],
];

function countByStatus(scenarios: readonly Scenario[], { forStatus }: Colors): string {
  const apart = countedApart.map(([each]) => each);
  const others = scenarios.filter(({ verdict }) => !apart.includes(verdict));
  const ordinary = Object.values(Status).map((status) => ({
    count: others.filter(({ attempts }) => attempts.at(-1)?.status === status).length,
    told: forStatus(status),
    word: wordFor(status),
  }));
  const special = countedApart.map(([each, word]) => ({
    count: scenarios.filter(({ verdict }) => verdict === each).length,
    told: forStatus(Status.PENDING),
    word,
  }));
  const counts = [...ordinary, ...special]
    .filter(({ count }) => count > 0)
    .map(({ count, told, word }) => told(`${count} ${word}`));
  return counts.length === 0 ? '0' : `${scenarios.length} (${counts.join(', ')})`;
}

function leftOutLines({ heavy, ownPlatform, socketIo }: RunInfo['leftOut']): string[] {
  const reasons = [
    ...(heavy === 0 ? [] : [`${heavy} that are @heavy: --tags "@heavy" runs them`]),
    ...(ownPlatform === 0
      ? []
      : [`${ownPlatform} that start a platform themselves (@own-platform): BASE_URL is set`]),
    ...(socketIo === 0
      ? []
      : [`${socketIo} about Socket.IO itself (@socket.io): TRANSPORT is websocket`]),
  ];
  return reasons.map((reason, index) => `${index === 0 ? 'Left out' : ''}`.padEnd(11) + reason);
}

/** Advice about the features that ran, which changes nothing of the outcome. */
function writingLines(findings: readonly Finding[], { forStatus }: Colors): string[] {
  if (findings.length === 0) return [];
  const shown = findings.slice(0, mostFindings);
  const lines = [
    `${findings.length} ${findings.length === 1 ? 'place goes' : 'places go'} against the rules of writing; npm run lint:features says why`,
    ...shown.map(({ uri, line, message }) => `${uri}:${line}  ${message}`),
    ...(findings.length > shown.length ? ['…'] : []),
  ];
  return [`Writing    ${lines.map(forStatus(Status.PENDING)).join('\n           ')}`];
}

function contractLines(
  coverage: Coverage | undefined,
  conformance: string | undefined,
  whole: boolean,
  { errorMessage }: Colors,
): string[] {
  const [first = '', ...others] = coverage ? coverageLines(coverage, whole) : [];
  const isBad = whole && coverage !== undefined && coverage.missing.length > 0;
  const lines = [
    ...(conformance === undefined ? [] : wrap(conformance, columns - indent.length).split('\n')),
    ...(first === '' ? [] : [isBad ? errorMessage(`${first}: this fails the run`) : first]),
    ...others,
  ];
  return lines.length === 0 ? [] : [`Contract   ${lines.join(`\n${indent}`)}`];
}

function wordFor(status: string): string {
  return status === 'UNKNOWN' ? 'not ended' : status.toLowerCase();
}

function describePlatform(platform: PlatformInfo): string {
  const { baseUrl, own } = platform;
  return `${platformName(platform)} at ${baseUrl}${own ? ', started for this run' : ''}`;
}

function describeOrder(order: string): string {
  const [kind = '', seed] = order.split(':');
  return seed === undefined ? kind : `${kind}; the same again: npm run bdd -- --order ${order}`;
}

function diedMessage(how: string, { reports = 'reports' }: Partial<RunRequest>): string {
  return `THE PLATFORM ENDED DURING THE RUN (${how}); what it printed is in ${reports}/platform.log`;
}
