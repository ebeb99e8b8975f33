import fc from 'fast-check';
import { attempt, type Target } from './attempt';
import { anyCase, type Case } from './cases';

/** So many things are done to the platform at the same time. */
const atOnce = 100;

export interface Finding {
  what: string;
  case: Case;
}

export interface Outcome {
  findings: Finding[];
  /** How often what came of it, such as `request 400`. */
  counts: Map<string, number>;
}

/**
 * Does `count` generated things to a platform.
 * @param seed makes the same things again
 */
export async function fuzz(
  url: string,
  { count, seed }: { count: number; seed: number },
): Promise<Outcome> {
  const cases = fc.sample(anyCase, { numRuns: count, seed });
  const target: Target = { url };
  const findings: Finding[] = [];
  const counts = new Map<string, number>();
  const note = (word: string) => counts.set(word, (counts.get(word) ?? 0) + 1);
  const work = async () => {
    for (let one = cases.pop(); one; one = cases.pop()) {
      try {
        note(`${one.kind} ${await attempt(target, one)}`);
      } catch (error) {
        note(`${one.kind} at fault`);
        findings.push({ what: error instanceof Error ? error.message : String(error), case: one });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { findings, counts };
}
