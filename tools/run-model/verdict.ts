import type { Coverage } from '../../support/evidence/coverage';
import { isWhole } from '../../support/run/run-info';
import { entryFor, staleKnown } from './known';
import { besideOf, reasonsOf, type Beside, type Reason } from './reasons';
import { fullTitle } from './names';
import type { RunModel } from './run-model';
import type { Scenario, Verdict } from './run';

export const flakyTrouble = 'Flaky scenarios fail this run, because it is a strict one.';

/** What a run comes to. */
export interface RunVerdict {
  /** 0 if every scenario that was selected ended and passed, 3 if some could not be judged, or 1. */
  exitCode: 0 | 1 | 3;
  /** Why scenarios have failed or could not be judged, the commonest first; known ones apart. */
  reasons: Reason[];
  known: Reason[];
  /** What is wrong with the run beside its scenarios, a sentence each. */
  troubles: string[];
}

/** Judges a run by its messages alone. @param coverage what it has exercised of the contract */
export function judgeRun(run: RunModel, coverage?: Coverage): RunVerdict {
  const scenarios = run.scenarios();
  const { platform, known: listed = [] } = run.details;
  const those = (...verdicts: Verdict[]) =>
    scenarios.filter(({ verdict }) => verdicts.includes(verdict));
  const beside = besideOf(run).filter(({ failure }) => !entryFor(failure, undefined, listed));
  const isUnjudged = ({ failure }: Beside) => failure.kind === 'unjudged';
  const reasons = reasonsOf(those('failed', 'unrun', 'unjudged'), beside, platform);
  const known = reasonsOf(those('known'), [], platform);
  const troubles = troublesOf(run, scenarios, coverage);
  const isBad =
    troubles.length > 0 ||
    those('failed', 'unrun').length > 0 ||
    !beside.every(isUnjudged) ||
    run.end !== 'finished';
  const exitCode = isBad ? 1 : those('unjudged').length + beside.length > 0 ? 3 : 0;
  return { exitCode, reasons, known, troubles };
}

function troublesOf(
  run: RunModel,
  scenarios: readonly Scenario[],
  coverage: Coverage | undefined,
): string[] {
  const { platform, known = [], strictFlaky } = run.details;
  const missing = isWhole(run.details) ? (coverage?.missing.length ?? 0) : 0;
  const flaky = scenarios.filter(({ verdict }) => verdict === 'flaky').length;
  return [
    ...(platform?.died === undefined
      ? []
      : [`The platform ended during the run (${platform.died}).`]),
    ...(missing === 0
      ? []
      : [`${missing} things that the contract documents were never exercised.`]),
    ...(strictFlaky && flaky > 0 ? [flakyTrouble] : []),
    ...staleKnown(known, scenarios, dayOf(run)),
  ];
}

function dayOf(run: RunModel): string {
  return new Date(run.startedAt ?? Date.now()).toISOString().slice(0, 10);
}

/** Beside what a failure is told in full: `118 scenarios fail, for 3 reasons`. */
export function reasonsInWords(reasons: readonly Reason[]): string {
  const ofKind = (isUnjudged: boolean) =>
    reasons.filter(
      ({ kind, scenarios }) => (kind === 'unjudged') === isUnjudged && scenarios.length > 0,
    );
  const count = (of: readonly Reason[]) => new Set(of.flatMap(({ scenarios }) => scenarios)).size;
  const [failing, unjudged] = [ofKind(false), ofKind(true)];
  const beside = (isUnjudged: boolean) =>
    reasons.filter(
      ({ kind, scenarios }) => (kind === 'unjudged') === isUnjudged && scenarios.length === 0,
    ).length;
  const fail = count(failing) === 1 ? 'fails' : 'fail';
  return [
    ...(failing.length === 0
      ? []
      : [
          `${counted(count(failing), 'scenario')} ${fail}, for ${counted(failing.length, 'reason')}`,
        ]),
    ...(unjudged.length === 0
      ? []
      : [`${counted(count(unjudged), 'scenario')} could not be judged`]),
    ...(beside(false) === 0
      ? []
      : [`${counted(beside(false), 'fault')} seen beside the scenarios`]),
    ...(beside(true) === 0
      ? []
      : [`${counted(beside(true), 'thing')} beside the scenarios could not be judged`]),
  ].join('; ');
}

/** `1 scenario`, `2 scenarios`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Where a reason was seen beside the scenarios, a line each. */
export function besideLines({ beside }: Reason): string[] {
  return beside.map(({ failure, seenBy, placedBy }) => {
    const who = placedBy ? `, placed by "${fullTitle(placedBy)}"` : '';
    const about = failure.order === undefined ? '' : `order ${failure.order}${who}: `;
    return `${about}${failure.sentence} (seen by ${counted(seenBy, 'scenario')})`;
  });
}
