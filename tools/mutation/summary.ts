import type { Judgement } from './reasons';
import type { Mutant, Status } from './results';

/** What came of all mutants together. */
export interface Score {
  counts: Record<Status, number>;
  /** Left alive, because nothing could tell them from the code as it is. */
  equivalent: number;
  /** Of all mutants that are neither static nor equivalent, how many were noticed; 0 to 100. */
  percent: number;
}

export function scoreOf(mutants: readonly Mutant[], { explained }: Judgement): Score {
  const counts = {
    killed: 0,
    timeout: 0,
    survived: 0,
    unreached: 0,
    static: 0,
    error: 0,
    doubtful: 0,
  };
  for (const { status } of mutants) counts[status] += 1;
  const equivalent = explained.filter(({ reason }) => reason.equivalent).length;
  const noticed = counts.killed + counts.timeout;
  const all = noticed + counts.survived + counts.unreached + counts.doubtful - equivalent;
  return { counts, equivalent, percent: all === 0 ? 100 : (100 * noticed) / all };
}

/** The lines that the command ends with. */
export function summaryText(score: Score, judgement: Judgement): string {
  const { counts, equivalent, percent } = score;
  const alive = counts.survived + counts.unreached + counts.doubtful;
  return [
    ...stale(judgement),
    ...unexplained(judgement),
    `Mutants    ${total(counts)} in all, ${counts.static} of them static and left out`,
    `Noticed    ${counts.killed + counts.timeout} (${counts.timeout} by running out of time)`,
    `Alive      ${alive} (${counts.unreached} never reached, ${counts.doubtful} not judged); ${equivalent} equivalent, ${judgement.unexplained.length} without a reason`,
    ...(counts.error === 0 ? [] : [`Errors     ${counts.error}, counted neither way`]),
    `Score      ${percent.toFixed(1)} % of those that are neither static nor equivalent`,
  ].join('\n');
}

function total(counts: Record<Status, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function unexplained({ unexplained }: Judgement): string[] {
  if (unexplained.length === 0) return [];
  return [
    'Alive without a reason: make a scenario notice it, or delete the code that no promise needs,',
    'or say in the list why it may live.',
    ...unexplained.map(({ file, line, change }) => `  ${file}:${line}  ${change}`),
    '',
  ];
}

function stale({ stale }: Judgement): string[] {
  if (stale.length === 0) return [];
  return [
    'Reasons for mutants that are not alive (any more): take them off the list.',
    ...stale.map(({ file, change }) => `  ${file}  ${change}`),
    '',
  ];
}
