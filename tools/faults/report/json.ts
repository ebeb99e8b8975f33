import { isGood, type CatalogueOutcome } from '../outcome';

/**
 * The outcome for tools: for each fault its `kind`, `name`, `means`, the clause that it `breaks`, the
 * `reasons` that the run gave, `expected` place, `verdict`,
 * the scenario that caught it, and all `scenarios` that failed with what each said.
 */
export function outcomeJson(outcome: CatalogueOutcome): string {
  const { startedAt, seconds, sound, faults } = outcome;
  const document = {
    startedAt: startedAt.toISOString(),
    seconds: Math.round(seconds),
    good: isGood(outcome),
    withoutFault: sound.map(({ conditions, scenarios, failed, beside, trouble }) => ({
      conditions: conditions.name,
      scenarios,
      failed,
      beside,
      trouble,
    })),
    faults: faults.map(({ kind, fault, verdict, catcher, failed, reasons, trouble, seconds }) => ({
      kind,
      name: fault.name,
      means: fault.means,
      breaks: fault.breaks,
      reasons,
      expected: fault.caughtBy,
      verdict,
      caughtBy: catcher,
      scenarios: failed,
      trouble,
      seconds: Math.round(seconds),
    })),
  };
  return JSON.stringify(document, null, 2);
}
