import { clause, type ClauseId } from './clauses';
import { inOneLine } from './visible';

/** What a failure means. */
export const failureKinds = [
  /** A clause of the contract, or a promise of our own platform beside it, does not hold. */
  'broken',
  /** The platform does not answer. */
  'silent',
  /** The scenario makes no sense: somebody has to correct the feature. */
  'mistake',
  /** The machine, or the way to the platform, was too slow to tell. */
  'unjudged',
  /** The suite itself has failed. */
  'suite',
] as const;
export type FailureKind = (typeof failureKinds)[number];

/** What a check found, in parts: every text that a person reads is made of them at the end. */
export interface Failure {
  kind: FailureKind;
  /** The clause that is broken, or that could not be judged; none where the contract says nothing. */
  clause?: ClauseId | undefined;
  /** A clause that is broken as well, where the fault turns out not to be as particular as `clause`. */
  general?: ClauseId | undefined;
  /** What is wrong, in the domain's words; always the same for the same fault, so without identifiers. */
  sentence: string;
  expected?: Shown | undefined;
  seen?: Shown | undefined;
  /** Whose order, by its identifier. */
  order?: string | undefined;
  subscriber?: string | undefined;
  /** What the run may want to say outright if many fail so. */
  hint?: Hint | undefined;
  /** What else helps to understand it, a line each. */
  details?: string[];
}

/** A value for people: one of somebody else's in one line, or several, each in a line of its own. */
export type Shown = string | readonly string[];

export type Hint = 'late execution';

/** What is said of a failure beside its clause and its sentence. */
export type About = Omit<Failure, 'kind' | 'clause' | 'sentence' | 'expected' | 'seen'>;

/** A check has failed, for one reason or for several. */
export class FailureError extends Error {
  override readonly name = 'Failure';

  readonly failures: readonly Failure[];

  constructor(found: readonly Failure[]) {
    const failures = found.map(inShort);
    super(failures.map(failureText).join('\n\n'));
    this.failures = failures;
  }
}

/** The scenario makes no sense; the message says what to correct. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}

/** The first line of a failure: which clause, and what is wrong. */
export function failureTitle({ kind, clause: id, sentence: said }: Failure): string {
  const sentence = inOneLine(beginningOf(said));
  switch (kind) {
    case 'broken':
      return id === undefined ? sentence : `${id} is broken: ${sentence}`;
    case 'unjudged':
      return `${id ?? 'It'} could not be judged: ${sentence}`;
    case 'mistake':
      return `The scenario makes no sense: ${sentence}`;
    case 'suite':
      return `The suite itself failed: ${sentence}`;
    case 'silent':
      return sentence;
  }
}

/** A failure in full, for people. */
export function failureText(failure: Failure): string {
  const { clause: id, expected, seen, order, subscriber, details = [] } = failure;
  const rows: [string, Shown | undefined][] = [
    ['clause', id && clause(id).sentence],
    ['expected', expected],
    ['seen', seen],
    ['order', order],
    ['subscriber', subscriber],
  ];
  return [
    failureTitle(failure),
    ...rows.flatMap(([name, value]) => (value === undefined ? [] : [row(name, value)])),
    ...linesOf(details).map((each) => `  ${each}`),
  ].join('\n');
}

const nameWidth = 12;

/** Of a value, and of its lines; characters. */
const longest = 4_000;
const mostLines = 200;

/** A failure of which no part is longer than anybody reads, whatever a platform has sent. */
function inShort({ expected, seen, details, ...failure }: Failure): Failure {
  return {
    ...failure,
    sentence: beginningOf(failure.sentence),
    ...(expected !== undefined && { expected: beginningsOf(expected) }),
    ...(seen !== undefined && { seen: beginningsOf(seen) }),
    ...(details && { details: [beginningsOf(details)].flat() }),
  };
}

function beginningsOf(value: Shown): Shown {
  if (typeof value === 'string') return beginningOf(value);
  const shown = value.slice(0, mostLines).map(beginningOf);
  const rest = value.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])];
}

function beginningOf(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
}

function row(name: string, value: Shown): string {
  return `  ${name.padEnd(nameWidth)}${linesOf(value).join(`\n${' '.repeat(nameWidth + 2)}`)}`;
}

/** What is shown of a value, line by line: it has no others. */
export function linesOf(value: Shown): string[] {
  return [beginningsOf(value)].flat().map(inOneLine);
}

/** What a failure is counted under: the same for all that one fault does. */
export function reasonKey({ kind, clause: id, sentence }: Failure): string {
  if (id !== undefined) return kind === 'unjudged' ? `${id} not judged` : id;
  return `${kind}: ${withoutIdentifiers(sentence)}`;
}

/** All that a failure could be counted under, the most particular first. */
export function reasonKeys(failure: Failure): string[] {
  const { general } = failure;
  return [
    reasonKey(failure),
    ...(general === undefined ? [] : [reasonKey({ ...failure, clause: general })]),
  ];
}

/** A text without what differs from run to run: identifiers, times, addresses, numbers of ports. */
export function withoutIdentifiers(text: string): string {
  return text
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '…')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '…')
    .replace(/https?:\/\/[^\s/"']+/g, '…')
    .replace(/\bT[0-9A-F]{12}\b/g, '…')
    .replace(/\b(?:\d{4,}|\d+\.\d+)\b/g, '…');
}

/** So many orders tell enough of one thing; more would only make the report longer. */
const mostOfAKind = 3;

/** The failures without those that say the same of yet another order. */
export function withoutMoreOfTheSame(failures: readonly Failure[]): Failure[] {
  const orders = new Map<string, Set<string>>();
  return failures.filter((failure) => {
    const kind = `${reasonKey(failure)} ${failure.sentence}`;
    const seen = orders.get(kind) ?? new Set();
    orders.set(kind, seen);
    const order = failure.order ?? `${seen.size}`;
    const isNews = !seen.has(order) && seen.size < mostOfAKind;
    seen.add(order);
    return isNews;
  });
}
