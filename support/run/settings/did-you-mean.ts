import { distance } from 'fastest-levenshtein';

/** Two words that differ in more than this have nothing to do with each other. */
const mostUnlike = 0.4;

/** The option that a misspelt word was most likely meant to be, or undefined if it is like none. */
export function likeliest(word: string, options: readonly string[]): string | undefined {
  const [best] = options
    .map((option) => ({ option, unlike: unlikeness(word, option) }))
    .sort((a, b) => a.unlike - b.unlike);
  return best && best.unlike <= mostUnlike ? best.option : undefined;
}

/** A question to end a message with, beginning with a space; empty if nothing is alike. */
export function didYouMean(word: string, options: readonly string[]): string {
  const option = likeliest(word, options);
  return option === undefined ? '' : ` Did you mean "${option}"?`;
}

/** How much two words differ: 0 not at all, 1 in everything; in capitals hardly. */
export function unlikeness(one: string, other: string): number {
  if (one === other) return 0;
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  const changes = sorted(a) === sorted(b) ? Math.min(distance(a, b), 1) : distance(a, b);
  return Math.max(changes / Math.max(a.length, b.length), 0.01);
}

/** The letters of a word; the same in another order are one slip of the hand, such as `sdie`. */
function sorted(word: string): string {
  return [...word].sort().join('');
}
