import fc, { type Arbitrary, type Value } from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { withEach } from '../../actors/at-once';
import { deadlines } from '../../run/settings/deadlines';
import { FailureError } from '../../contract/failure';
import type { Answer } from '../../contract/messages';

/** Many generated inputs that were tried at the same time. */
export interface Trial<Input> {
  /** What was generated, such as `invalid orders`. */
  what: string;
  /** Makes the same inputs again. */
  seed: number;
  cases: Case<Input>[];
  /** Tries one more input in the same way. */
  attempt: (input: Input) => Promise<Answer>;
  /** Inputs that are like one of these, only smaller; the smallest come first. */
  smaller: (value: Value<[Input]>) => Iterator<Value<[Input]>>;
}

/** One input and what came of it. */
export interface Case<Input> {
  value: Value<[Input]>;
  input: Input;
  /** Undefined when no answer came; then `failure` says why. */
  answer?: Answer;
  failure?: string;
}

/** Says what is wrong with the answer to an input, one line each; nothing when all is well. */
export type Judge<Input> = (input: Input, answer: Answer) => Promise<string[]> | string[];

/** An input with which a promise was broken. */
export interface Counterexample<Input> extends Case<Input> {
  complaints: string[];
}

/** What is wrong with a trial. */
export interface Finding<Input> {
  /** How many of its inputs broke the promise. */
  broken: number;
  smallest: Counterexample<Input>;
  /** Whether every smaller input has been tried, or the time was up before. */
  isSmallest: boolean;
}

/** How many smaller inputs are tried at the same time. */
const triedAtOnce = 25;

/** Requests under way at the same time: more would queue up before a platform that is busy. */
const mostAtOnce = 100;

/** Generates inputs and tries all of them, many at the same time. */
export async function tryMany<Input>(
  what: string,
  inputs: Arbitrary<Input>,
  { count, seed }: { count: number; seed: number },
  attempt: (input: Input) => Promise<Answer>,
): Promise<Trial<Input>> {
  // fast-check's own runner tries one input after the other, which would take minutes here.
  const property = fc.property<[Input]>(inputs, () => true);
  const random = new fc.Random(xoroshiro128plus(seed));
  const values = Array.from({ length: count }, (_, index) => property.generate(random, index));
  const smaller = (value: Value<[Input]>) => property.shrink(value);
  return { what, seed, attempt, smaller, cases: await tryAll(values, attempt) };
}

/**
 * Looks at every case of a trial. Where one breaks the promise, tries smaller and smaller inputs
 * like it, until none breaks it any more or the time for that is up.
 * @returns what is wrong, or undefined when all is well
 */
export async function judge<Input>(
  trial: Trial<Input>,
  judgement: Judge<Input>,
): Promise<Finding<Input> | undefined> {
  const broken = await brokenAmong(trial.cases, judgement);
  const [first] = broken;
  if (!first) return undefined;
  const end = performance.now() + deadlines.shrinking;
  // When nothing is answered there is nothing to learn from smaller inputs.
  const hopeless = trial.cases.every(({ answer }) => answer === undefined);
  let smallest = first;
  for (;;) {
    const next = hopeless ? undefined : await smallerThan(smallest, trial, judgement, end);
    if (!next || next === 'time is up')
      return { broken: broken.length, smallest, isSmallest: next === undefined };
    smallest = next;
  }
}

async function smallerThan<Input>(
  { value }: Case<Input>,
  { smaller, attempt }: Trial<Input>,
  judgement: Judge<Input>,
  end: number,
): Promise<Counterexample<Input> | 'time is up' | undefined> {
  const candidates = smaller(value);
  for (;;) {
    const batch = take(triedAtOnce, candidates);
    if (batch.length === 0) return undefined;
    if (performance.now() >= end) return 'time is up';
    const [found] = await brokenAmong(await tryAll(batch, attempt), judgement);
    if (found) return found;
  }
}

function take<Thing>(count: number, things: Iterator<Thing>): Thing[] {
  const taken: Thing[] = [];
  while (taken.length < count) {
    const next = things.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

async function tryAll<Input>(
  values: readonly Value<[Input]>[],
  attempt: (input: Input) => Promise<Answer>,
): Promise<Case<Input>[]> {
  return withEach(values, mostAtOnce, async (value) => {
    const [input] = value.value;
    try {
      return { value, input, answer: await attempt(input) };
    } catch (error) {
      if (isUnjudged(error)) throw error;
      return { value, input, failure: messageOf(error) };
    }
  });
}

/** Of a machine that was too slow nothing can be learned about the platform. */
function isUnjudged(error: unknown): boolean {
  return error instanceof FailureError && error.failures.some(({ kind }) => kind === 'unjudged');
}

async function brokenAmong<Input>(
  cases: readonly Case<Input>[],
  judgement: Judge<Input>,
): Promise<Counterexample<Input>[]> {
  const judged = await withEach(cases, mostAtOnce, async (each) => ({
    ...each,
    complaints: await complaintsAbout(each, judgement),
  }));
  return judged.filter(({ complaints }) => complaints.length > 0);
}

async function complaintsAbout<Input>(
  { input, answer, failure = 'no answer' }: Case<Input>,
  judgement: Judge<Input>,
): Promise<string[]> {
  try {
    return answer ? await judgement(input, answer) : [failure];
  } catch (error) {
    if (isUnjudged(error)) throw error;
    return [messageOf(error)]; // what it asked besides got no answer
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
