import type { Envelope } from '@cucumber/messages';
import { likeliest, unlikeness } from '../../support/run/settings/did-you-mean';
import type { Suggest } from '../run-model/causes';
import { parameterMeanings } from './parameter-meanings';
import { stepPatterns, type Part, type Slot, type StepPattern } from './step-pattern';

/** More than this share of a step must not be wrong: it would be another one. */
const mostWrong = 0.34;

/** A value has no more words than this. */
const mostWordsOfValue = 8;

/** What each word of a value costs that cannot stand where it stands: almost as much as a wrong word. */
const wrongValue = 0.9;

/**
 * Knows the steps of a run by its messages.
 * @returns what makes of a step's text a question to end a message with, which begins with a space,
 *   or nothing if no step is like it
 */
export function suggester(messages: readonly Envelope[]): Suggest {
  let patterns: StepPattern[] | undefined;
  return (text) => {
    const found = likeliestStep(text, (patterns ??= stepPatterns(messages)));
    if (!found) return '';
    return [` Did you mean "${found.text}"?`, ...found.missing.map(describeSlot)].join('\n');
  };
}

interface Suggestion {
  /** The step with the writer's own values. */
  text: string;
  /** Parameters of it for which the writer has no value that fits. */
  missing: Slot[];
}

/** The step that a writer most likely had in mind, or undefined if none is alike. */
export function likeliestStep(
  text: string,
  patterns: readonly StepPattern[],
): Suggestion | undefined {
  const words = wordsOf(text);
  const [best] = patterns
    .map(({ parts, matches }) => {
      const { cost, words: suggested, missing } = align(parts, words);
      const share = cost / Math.max(parts.length, words.length);
      return { share, matches, suggestion: { text: suggested.join(' '), missing } };
    })
    .filter(({ share, matches, suggestion }) => {
      return share <= mostWrong && (suggestion.missing.length > 0 || matches(suggestion.text));
    })
    .sort((a, b) => a.share - b.share);
  return best?.suggestion;
}

/** Words that follow a pattern as far as it goes, and how much had to be changed for it. */
interface Alignment {
  cost: number;
  words: string[];
  missing: Slot[];
}

/** Finds the cheapest way to make these words follow these parts. */
function align(parts: readonly Part[], words: readonly string[]): Alignment {
  const known = new Map<string, Alignment>();
  return from(0, 0);

  function from(part: number, word: number): Alignment {
    const key = `${part},${word}`;
    const found = known.get(key) ?? cheapest(waysFrom(part, word));
    known.set(key, found);
    return found;
  }

  function waysFrom(at: number, word: number): Alignment[] {
    const part = parts[at];
    const given = words[word];
    if (!part) return [{ cost: words.length - word, words: [], missing: [] }]; // the rest is too much
    const ways = [then(leftOut(part), from(at + 1, word))];
    if (given === undefined) return ways;
    ways.push(then({ cost: 1, words: [], missing: [] }, from(at, word + 1)));
    if ('words' in part) ways.push(then(asWord(given, part.words), from(at + 1, word + 1)));
    else
      for (let count = 1; count <= Math.min(mostWordsOfValue, words.length - word); count += 1) {
        const value = words.slice(word, word + count).join(' ');
        ways.push(then(asValue(value, part), from(at + 1, word + count)));
      }
    return ways;
  }
}

function leftOut(part: Part): Alignment {
  return 'words' in part
    ? { cost: 1, words: part.words.slice(0, 1), missing: [] }
    : { cost: 1, words: [nameOf(part)], missing: [part] };
}

function asWord(given: string, words: readonly string[]): Alignment {
  const [nearest = given] = [...words].sort((a, b) => unlikeness(given, a) - unlikeness(given, b));
  return { cost: unlikeness(given, nearest), words: [nearest], missing: [] };
}

function asValue(given: string, slot: Slot): Alignment {
  if (slot.form.test(given)) return { cost: 0, words: [given], missing: [] };
  const meant = slot.values && likeliest(given, slot.values);
  if (meant !== undefined)
    return { cost: 0.1 + unlikeness(given, meant) / 2, words: [meant], missing: [] };
  return { cost: wrongValue * wordsOf(given).length, words: [nameOf(slot)], missing: [slot] };
}

/** At white space, but not within quotes. */
function wordsOf(text: string): string[] {
  return text.match(/(?:"[^"]*"|\S)+/g) ?? [];
}

function nameOf({ parameter }: Slot): string {
  return `{${parameter}}`;
}

function describeSlot(slot: Slot): string {
  const accepts = slot.values
    ? `one of: ${slot.values.join(' | ')}`
    : (parameterMeanings[slot.parameter] ?? '');
  return `${nameOf(slot)}  ${accepts}`.trimEnd();
}

function then(one: Alignment, rest: Alignment): Alignment {
  return {
    cost: one.cost + rest.cost,
    words: [...one.words, ...rest.words],
    missing: [...one.missing, ...rest.missing],
  };
}

function cheapest(ways: readonly Alignment[]): Alignment {
  return ways.reduce((best, each) => (each.cost < best.cost ? each : best));
}
