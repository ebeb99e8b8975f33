import { isWhole } from '../../../support/run/run-info';
import type { Scenario, Verdict } from '../../run-model/run';
import type { Report, ReportedScenario } from './report';

export type Tally = Record<Verdict, number>;

/** How many scenarios ended how. */
export function tallyOf(scenarios: readonly ReportedScenario[]): Tally {
  const tally: Tally = {
    failed: 0,
    unjudged: 0,
    known: 0,
    flaky: 0,
    passed: 0,
    skipped: 0,
    unrun: 0,
  };
  for (const { outcome } of scenarios) tally[outcome] += 1;
  return tally;
}

export function scenariosOf({ features }: Report): ReportedScenario[] {
  return features.flatMap(({ scenarios }) => scenarios);
}

/** A scenario as the report has it. */
export function reportedOf(
  { pickle }: Pick<Scenario, 'pickle'>,
  report: Report,
): ReportedScenario | undefined {
  const key = pickle.astNodeIds.join();
  return scenariosOf(report).find(({ astNodeIds }) => astNodeIds.join() === key);
}

/** What a run comes to, for somebody who was not there. */
export interface Conclusion {
  /** `doubtful` is neither: nothing is broken, but not everything was seen to hold at once. */
  kind: 'good' | 'doubtful' | 'bad';
  /** One sentence. */
  words: string;
  /** What else has to be known before one believes it, a sentence each. */
  remarks: string[];
}

export function conclusionOf(report: Report): Conclusion {
  const tally = tallyOf(scenariosOf(report));
  const all = scenariosOf(report).length;
  const remarks = remarksOn(report, tally);
  const { reasons, troubles } = report.verdict;
  const sound = tally.known > 0 ? 'Nothing fails but what is known to' : 'All scenarios pass';
  const say = (kind: Conclusion['kind'], words: string): Conclusion => ({ kind, words, remarks });

  if (report.unreadable.length > 0)
    return say('bad', 'The features could not be read, so nothing was checked');
  if (report.end === 'never begun' || all === 0) return say('bad', 'Nothing was checked');
  if (tally.failed > 0) {
    const failing = reasons.filter(
      ({ kind, scenarios }) => kind !== 'unjudged' && scenarios.length > 0,
    ).length;
    const why = `for ${failing === 1 ? 'one reason' : `${failing} reasons`}`;
    return say('bad', `${tally.failed} of ${promises(all)} ${fail(tally.failed)}, ${why}`);
  }
  if (report.end === 'interrupted')
    return say('bad', `The run was broken off after ${all - tally.unrun} of ${promises(all)}`);
  if (report.run.platform?.died !== undefined)
    return say('bad', 'The platform ended during the run');
  if (reasons.some(({ kind, beside }) => kind !== 'unjudged' && beside.length > 0))
    return say('bad', `${sound}, and beside them something is broken`);
  if (tally.unrun > 0) return say('bad', `${tally.unrun} of ${promises(all)} were never begun`);
  if (missingOf(report).length > 0)
    return say('bad', `${sound}, but not all of the contract was tried`);
  if (troubles.length > 0) return say('bad', `${sound}, but the run does not`);
  if (tally.unjudged > 0)
    return say('doubtful', `${tally.unjudged} of ${promises(all)} could not be judged`);
  if (reasons.length > 0)
    return say('doubtful', `${sound}, and not all beside them could be judged`);
  if (tally.skipped === all) return say('doubtful', 'Every scenario was skipped');
  if (tally.skipped + tally.known > 0)
    return say(
      tally.skipped + tally.flaky > 0 ? 'doubtful' : 'good',
      [
        `${all - tally.skipped - tally.known} of ${promises(all)} pass`,
        ...(tally.skipped > 0 ? [`${tally.skipped} skipped`] : []),
        ...(tally.known > 0 ? [`${tally.known} known to fail`] : []),
      ].join(', '),
    );
  if (tally.flaky > 0)
    return say('doubtful', `${holdAll(all)}, ${tally.flaky} of them not at once`);
  return say('good', holdAll(all));
}

/** Documented and never exercised, by a run of the whole suite: a selection need not. */
export function missingOf({ run, coverage, end }: Report): string[] {
  return isWhole(run) && end === 'finished' ? (coverage?.missing ?? []) : [];
}

function remarksOn(report: Report, tally: Tally): string[] {
  const { run, end } = report;
  const missing = missingOf(report);
  const died = run.platform?.died;
  return [
    ...(run.gaveUp === undefined ? [] : [run.gaveUp]),
    ...(died === undefined
      ? []
      : [`The platform ended during the run (${died}): scenarios after that could not succeed.`]),
    ...(end === 'interrupted'
      ? [
          `The run was broken off: ${tally.unrun} scenarios were not run, and nothing is known of them.`,
        ]
      : []),
    ...(missing.length === 0
      ? []
      : [
          `${missing.length} things that the contract documents were never exercised; they are listed under Contract.`,
        ]),
    ...(tally.unjudged === 0
      ? []
      : [
          `${tally.unjudged} could not be judged: the machine, or the way to the platform, was too slow to tell. It takes more time (DEADLINE_FACTOR=2), or fewer workers (--parallel 4).`,
        ]),
    ...(tally.known === 0
      ? []
      : [`${tally.known} fail as is known, and are not counted against the run.`]),
    ...staleSentences(report),
    ...(tally.flaky === 0
      ? []
      : [`Flaky: ${tally.flaky} passed only when tried again. Nobody knows yet why.`]),
    ...(run.leftOut?.ownPlatform
      ? [
          `${run.leftOut.ownPlatform} scenarios were left out: they start a platform themselves, and another one was tested.`,
        ]
      : []),
    ...(run.leftOut?.socketIo
      ? [
          `${run.leftOut.socketIo} scenarios were left out: they are about Socket.IO itself, and subscribers spoke plain WebSocket.`,
        ]
      : []),
  ];
}

function holdAll(all: number): string {
  return all === 1 ? 'The one scenario passes' : `All ${all} scenarios pass`;
}

function promises(number: number): string {
  return number === 1 ? '1 scenario' : `${number} scenarios`;
}

function fail(number: number): string {
  return number === 1 ? 'fails' : 'fail';
}

/** What the list of what is known to fail has wrong. */
function staleSentences({ verdict }: Report): string[] {
  return verdict.troubles.filter((each) => each.includes('listed as known'));
}
