/** What a step needs of its scenario beside its own words. */
export interface Need {
  /** The steps, by their words without what stands in quotes. */
  steps: RegExp;
  /** Tags of the scenario, or of what it stands in. */
  tags: readonly string[];
  why: string;
}

export const needs: readonly Need[] = [
  {
    steps: /\bfollowed to their end$/,
    tags: ['@load', '@alone'],
    why: 'a load is measured with the machine to itself',
  },
  {
    steps: /^the operator (has started|starts) a platform\b|\bon each of two platforms\b/,
    tags: ['@own-platform'],
    why: 'it can only be run where the suite can start platforms',
  },
  {
    steps: /\b(blotter|tester)\b/,
    tags: ['@browser'],
    why: 'it can only be run where there is a browser',
  },
];

/** What a step needs, by its words or by the pattern of its definition. */
export function needsOf(step: string): Need[] {
  const words = step.replace(/"[^"]*"/g, '""');
  return needs.filter(({ steps }) => steps.test(words));
}

/** The tags that a step needs, each once. */
export function tagsNeeded(step: string): string[] {
  return [...new Set(needsOf(step).flatMap(({ tags }) => tags))];
}
