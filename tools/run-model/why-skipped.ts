import { whySkipped } from '../../support/evidence/data-attachment';
import { textOf, verdictOf, type Attempt } from './outcome';

/** The reasons that hooks have given for skipping scenarios, each with how many it was for. */
export function skipReasons(attempts: readonly Attempt[]): string[] {
  const counts = new Map<string, number>();
  for (const attempt of attempts.filter((one) => verdictOf(one) === 'skipped')) {
    const attachments = Object.values(attempt.stepAttachments).flat();
    const given = attachments.find(({ fileName }) => fileName === whySkipped);
    const reason = given && textOf(given);
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => `${count}: ${reason}`);
}
