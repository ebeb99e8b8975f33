import { whySkipped } from '../../support/evidence/data-attachment';
import { textOf } from './causes';
import type { Scenario } from './run';

/** The reasons that hooks have given for skipping scenarios, each with how many it was for. */
export function skipReasons(scenarios: readonly Scenario[]): string[] {
  const counts = new Map<string, number>();
  for (const scenario of scenarios.filter(({ verdict }) => verdict === 'skipped')) {
    const reason = skipReason(scenario);
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => `${count}: ${reason}`);
}

/** Why a hook has skipped a scenario; undefined where none has said so. */
export function skipReason({ attempts }: Pick<Scenario, 'attempts'>): string | undefined {
  const attachments = attempts.at(-1)?.steps.flatMap((step) => step.attachments) ?? [];
  const given = attachments.find(({ fileName }) => fileName === whySkipped);
  return given && textOf(given);
}
