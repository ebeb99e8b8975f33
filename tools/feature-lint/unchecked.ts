import { clauses } from '../../support/contract/clauses';

/**
 * The clauses of the contract that no rule names.
 * @param texts of all features
 */
export function uncheckedClauses(texts: readonly string[]): string[] {
  const tags = new Set(texts.flatMap((text) => text.match(/@[A-Z]+-\d+\b/g) ?? []));
  return [...clauses.keys()].filter((id) => !tags.has(`@${id}`));
}
