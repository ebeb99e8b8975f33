import { type Entry, headersThatMatter, shortened, shownHeaders } from './entries';
import type { Answer } from '../contract/messages';
import { textFor } from '../contract/visible';

/**
 * What a scenario saw, as the report shows it. Times are whole milliseconds since the scenario
 * began; `step` is the number of the step in which something began, from 0, or -1 before the first.
 */
export interface EvidenceRecord {
  /** When each step began; steps that were skipped have none. */
  steps: number[];
  seen: Seen[];
  /** What is not in `seen`, because there was much of its kind in one step. */
  omitted: Omission[];
  /** Events of orders that are not this scenario's, by who received them. */
  foreign: Record<string, number>;
  /** The orders that the scenario has placed, by their identifiers. */
  placed: string[];
}

export type Seen = Exchange | SeenEvent | Note;

interface Happening {
  step: number;
  at: number;
}

/** A request and its response. */
export interface Exchange extends Happening {
  kind: 'exchange';
  /** From sending the request to the answer. */
  ms: number;
  method: string;
  path: string;
  /** Headers that the scenario gave. */
  sent: Record<string, string>;
  body?: string;
  status: number;
  /** Those headers of the response that matter. */
  headers: Record<string, string>;
  text: string;
}

export interface SeenEvent extends Happening {
  kind: 'event';
  who: string;
  sequence: number;
  orderStatus: string;
  orderId: string;
  /** Side, quantity and symbol. */
  order: string;
}

export interface Note extends Happening {
  kind: 'note';
  who: string;
  text: string;
}

export interface Omission {
  step: number;
  kind: Seen['kind'];
  who: string;
  count: number;
}

/** How much is shown of one kind, in one step, of one person. */
const most = {
  good: { exchange: 5, event: 10, note: 6, body: 500 },
  bad: { exchange: 30, event: 60, note: 30, body: 2_000 },
};

/** Of what must be shown there may be this much more. */
const furtherAtMost = 20;

/** Who sends the requests, where a name is needed for it. */
export const requester = 'trader';

export interface Recording {
  /** When the scenario began and each step, in `performance.now()` milliseconds. */
  start: number;
  steps: readonly number[];
  isOwn: (orderId: string) => boolean;
  placed: readonly string[];
  /** Whether an answer is shown however many there are. */
  mustBeShown: (answer: Answer) => boolean;
  /** Whether the scenario passed; of one that did not, more is shown. */
  isGood: boolean;
}

/** Brings what a scenario saw into order, and leaves out what would be too much of the same. */
export function recordOf(entries: readonly Entry[], recording: Recording): EvidenceRecord {
  const { start, steps, isOwn, placed, mustBeShown, isGood } = recording;
  const limits = isGood ? most.good : most.bad;
  const shares = new Shares();
  const seen: Seen[] = [];
  const foreign: Record<string, number> = {};
  for (const entry of [...entries].sort((a, b) => beginning(a) - beginning(b))) {
    const what = described(entry, limits.body);
    const who = 'who' in what ? what.who : requester;
    if (entry.kind === 'event' && !isOwn(entry.event.orderId)) {
      foreign[who] = (foreign[who] ?? 0) + 1;
      continue;
    }
    const step = steps.filter((at) => at <= beginning(entry)).length - 1;
    const isNeeded = entry.kind === 'answer' && mustBeShown(entry.answer);
    const atMost = limits[what.kind] + (isNeeded ? furtherAtMost : 0);
    if (shares.take({ step, kind: what.kind, who }, atMost))
      seen.push({ step, at: Math.round(beginning(entry) - start), ...what });
  }
  return {
    steps: steps.map((at) => Math.round(at - start)),
    seen,
    omitted: shares.omitted,
    foreign,
    placed: [...placed],
  };
}

/** How much of one kind has been shown, and what was too much. */
class Shares {
  readonly omitted: Omission[] = [];
  private readonly taken = new Map<string, number>();

  take(share: Omit<Omission, 'count'>, atMost: number): boolean {
    const { step, kind, who } = share;
    const key = `${step} ${kind} ${who}`;
    const taken = this.taken.get(key) ?? 0;
    if (taken < atMost) {
      this.taken.set(key, taken + 1);
      return true;
    }
    const isSame = (each: Omission) => each.step === step && each.kind === kind && each.who === who;
    const omission = this.omitted.find(isSame);
    if (omission) omission.count += 1;
    else this.omitted.push({ ...share, count: 1 });
    return false;
  }
}

function beginning(entry: Entry): number {
  return entry.kind === 'answer' ? entry.answer.sentAt : entry.at;
}

type WithoutTime<Kind> = Kind extends Happening ? Omit<Kind, 'step' | 'at'> : never;

function described(entry: Entry, longestBody: number): WithoutTime<Seen> {
  switch (entry.kind) {
    case 'answer': {
      const { request, status, headers, text, sentAt, answeredAt } = entry.answer;
      const shown = headersThatMatter.filter((name) => headers[name] !== undefined);
      return {
        kind: 'exchange',
        ms: Math.round(answeredAt - sentAt),
        method: request.method,
        path: request.path,
        sent: shownHeaders(request.headers),
        ...(request.body !== undefined && { body: shortened(request.body, longestBody) }),
        status,
        headers: Object.fromEntries(shown.map((name) => [name, headers[name] ?? ''])),
        text: shortened(text, longestBody),
      };
    }
    case 'event': {
      const { sequence, orderStatus, orderId, side, quantity, symbol } = entry.event;
      const order = [side, quantity, symbol].map(textFor).join(' ');
      return { kind: 'event', who: entry.who, sequence, orderStatus, orderId, order };
    }
    case 'note':
      return { kind: 'note', who: entry.who, text: shortened(entry.text, longestBody) };
  }
}
