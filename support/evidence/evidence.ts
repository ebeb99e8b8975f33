import { brokenEventPromises, type EventMessage } from '../contract/event-contract';
import { brokenRestPromises } from '../contract/rest-contract';
import type { Failure } from '../contract/failure';
import { clauseOfEndpoint } from '../contract/whose-clause';
import type { OrderStatusEvent } from '../contract/types';
import { inOneLine } from '../contract/visible';
import { exercisedBy, type Counts } from '../contract/exercised/exercised';
import { recordOf, type EvidenceRecord } from './evidence-record';
import { latenessMark, latenessSince } from './lateness';
import type { LiveLog } from './live-log';
import type { Answer, Request } from '../contract/messages';
import {
  type Entry,
  headersThatMatter,
  lifeLines,
  shortened,
  shownHeaders,
  timelineLine,
} from './entries';

/** What is shown of a long scenario at most: enough to see how it began and how it ended. */
const mostLines = 600;
const mostRequests = 300;
/** Broken promises of messages that are told of at most, before those of a kind are put together. */
const mostBroken = 2_000;
/** Characters of an answer in which the names of a scenario's orders are looked for. */
const longestOfOwn = 100_000;

/**
 * What a scenario saw, in the order in which it saw it, for the reports. Times are
 * milliseconds since the scenario began, on one monotonic clock.
 */
export class Evidence {
  private readonly start = performance.now();
  private readonly entries: Entry[] = [];
  private readonly messages: { name: EventMessage; payload: unknown; asked: unknown[] }[] = [];
  private readonly found: Failure[] = [];
  private readonly refusals = new Set<Answer>();
  private readonly summedUp = new Set<Answer>();
  private readonly steps: number[] = [];
  private readonly marks = [{ at: this.start, mark: latenessMark() }];
  /** Tells of everything at once, where somebody wants to see it. */
  live: LiveLog | undefined;

  /** A step begins: what happens next belongs to it. */
  stepBegins(): void {
    this.steps.push(performance.now());
    this.marks.push({ at: performance.now(), mark: latenessMark() });
  }

  /** By how many milliseconds this machine has been late since then, or since the scenario began. */
  lateness(since = this.start): number {
    const mark = this.marks.findLast(({ at }) => at <= since) ?? this.marks[0];
    return latenessSince(mark.mark);
  }

  /** A request is about to be sent; what comes of it is told later. */
  request(request: Request): void {
    this.live?.request(request);
  }

  answer(answer: Answer): void {
    this.enter({ at: answer.answeredAt, kind: 'answer', answer });
    if (answer.status >= 400) this.refusals.add(answer);
  }

  event(who: string, event: OrderStatusEvent): void {
    this.enter({ at: performance.now(), kind: 'event', who, event });
  }

  /** Something that breaks the contract, whatever else comes of it. */
  broke(failure: Failure): void {
    this.found.push(failure);
  }

  /** What came over Socket.IO or plain WebSocket, to be held against the contract, and what had been asked for it. */
  message(name: EventMessage, payload: unknown, asked: unknown[] = []): void {
    this.messages.push({ name, payload, asked });
  }

  /** How often each item of the contract was exercised. */
  exercised(): Counts {
    return exercisedBy(this.answers(), this.messages);
  }

  /**
   * Promises of the contract that an answer or a message has broken. Nothing is checked before this
   * is asked for: the time of it would be added to what is being measured.
   */
  brokenPromises(): Failure[] {
    return [
      ...this.found,
      ...this.judged().flatMap(({ request: { method, path }, ...response }) =>
        brokenRestPromises({ method, path, ...response }),
      ),
      ...this.brokenByMessages(),
    ];
  }

  /** Of a flood of messages that make no sense, the first tell enough. */
  private brokenByMessages(): Failure[] {
    const broken: Failure[] = [];
    for (const { name, payload } of this.messages) {
      if (broken.length >= mostBroken) break;
      broken.push(...brokenEventPromises(name, payload));
    }
    return broken;
  }

  private judged(): Answer[] {
    return this.answers().filter(({ isBare }) => !isBare);
  }

  /** Something that happened to a connection, or that somebody asked for and was told. */
  note(who: string, text: string): void {
    this.enter({ at: performance.now(), kind: 'note', who, text });
  }

  private enter(entry: Entry): void {
    this.entries.push(entry);
    this.live?.entry(entry);
  }

  /** Says that a step has looked at a refusal; see {@link unseenRefusals}. */
  seen(answer: Answer): void {
    this.refusals.delete(answer);
  }

  /** Refusals that no step has looked at: each fails its scenario. */
  unseenRefusals(): Failure[] {
    return [...this.refusals].map(({ request: { method, path }, status, text }) => ({
      ...{ kind: 'broken', clause: clauseOfEndpoint(method, path) },
      sentence: 'a request is refused that no step says should be',
      ...{
        expected: 'to be accepted',
        seen: `${status} ${shortened(text)}`,
        details: [`${method} ${path}`],
      },
    }));
  }

  /** The orders that this scenario has placed, by their identifiers. */
  ownOrders(): Set<string> {
    const accepted = this.answers().filter(
      ({ request, status }) => request.method === 'POST' && status === 201,
    );
    return new Set(
      accepted.flatMap(({ body }) => (body as { orderId?: string } | undefined)?.orderId ?? []),
    );
  }

  /** These answers are one of many, and only counted where each request is shown. */
  sumUp(answers: readonly Answer[]): void {
    for (const each of answers) this.summedUp.add(each);
  }

  /** This answer is worth showing after all. */
  bringOut(answer: Answer): void {
    this.summedUp.delete(answer);
  }

  answers(): Answer[] {
    return this.entries.flatMap((entry) => (entry.kind === 'answer' ? [entry.answer] : []));
  }

  /** What anybody has received, whoever's order it is about. */
  events(): { at: number; event: OrderStatusEvent }[] {
    return this.entries.flatMap((entry) => (entry.kind === 'event' ? [entry] : []));
  }

  /** All of it for the report, in short if all is well. */
  record(isGood: boolean): EvidenceRecord {
    const own = this.ownWords();
    return recordOf(this.entries, {
      start: this.start,
      steps: this.steps,
      isOwn: (orderId) => own.has(orderId),
      placed: [...this.ownOrders()],
      mustBeShown: (answer) => !this.summedUp.has(answer) && this.isOutstanding(answer),
      isGood,
    });
  }

  /** Whether an answer tells more than others of its kind. */
  private isOutstanding(answer: Answer): boolean {
    return answer.status >= 500 || this.refusals.has(answer) || this.summedUp.size > 0;
  }

  /**
   * Every request and its response: status, headers that matter, body, time. Of very many, the
   * first and the last, after those that were refused.
   */
  requestsText(): string {
    const answers = this.answers().filter((answer) => !this.summedUp.has(answer));
    if (answers.length > mostRequests)
      answers.sort((a, b) => Number(b.status >= 400) - Number(a.status >= 400));
    const requests = firstAndLast(answers, mostRequests).map((each) =>
      typeof each === 'string' ? each : this.answerText(each),
    );
    if (this.summedUp.size > 0) requests.push(generatedRequests(this.summedUp.size));
    return requests.join('\n\n');
  }

  /**
   * Every request, event and change of a connection, a line each; of other people's orders, which
   * share the platform, only how many events there were. Of very many lines, the first and the last.
   */
  timelineText(): string {
    const lines: string[] = [];
    const left = { foreign: 0, generated: 0 };
    const sayWhatWasLeft = () => {
      if (left.foreign > 0) lines.push(otherEvents(left.foreign));
      if (left.generated > 0) lines.push(generatedRequests(left.generated));
      left.foreign = left.generated = 0;
    };
    const own = this.ownWords();
    for (const entry of [...this.entries].sort((a, b) => a.at - b.at)) {
      if (entry.kind === 'event' && !own.has(entry.event.orderId)) left.foreign += 1;
      else if (entry.kind === 'answer' && this.summedUp.has(entry.answer)) left.generated += 1;
      else {
        sayWhatWasLeft();
        lines.push(`${this.clock(entry.at)}  ${timelineLine(entry)}`);
      }
    }
    sayWhatWasLeft();
    return firstAndLast(lines, mostLines).join('\n');
  }

  /** All that REST and each subscriber have said of an order, in the order in which it was said. */
  lifeOf(orderId: string): string {
    const lines = [...this.entries]
      .sort((a, b) => a.at - b.at)
      .flatMap((entry) =>
        lifeLines(entry, orderId).map((line) => `${this.clock(entry.at)}  ${line}`),
      );
    return firstAndLast(lines, mostLines).join('\n');
  }

  /** All words that this scenario asked for or was answered: what names an order is about its own. */
  private ownWords(): Set<string> {
    const texts = this.entries.map((entry) =>
      entry.kind === 'answer' &&
      entry.answer.request.method !== 'GET' &&
      !this.summedUp.has(entry.answer)
        ? `${entry.answer.request.path} ${entry.answer.text.slice(0, longestOfOwn)}`
        : entry.kind === 'note'
          ? entry.text
          : '',
    );
    return new Set(texts.flatMap((text) => text.match(/[\w-]+/g) ?? []));
  }

  private answerText({ request, status, headers, text, sentAt, answeredAt }: Answer): string {
    const sent = Object.entries(shownHeaders(request.headers)).map(
      ([name, value]) => `  ${name}: ${value}`,
    );
    const received = headersThatMatter
      .filter((name) => headers[name] !== undefined)
      .map((name) => `  ${name}: ${headers[name]}`);
    return [
      `${this.clock(sentAt)}  ${request.method} ${request.path}`,
      ...sent,
      ...(request.body === undefined ? [] : [`  ${shortened(request.body)}`]),
      `${this.clock(answeredAt)}  ${status} after ${Math.round(answeredAt - sentAt)} ms`,
      ...received,
      ...(text === '' ? [] : [`  ${shortened(text)}`]),
    ]
      .map(inOneLine)
      .join('\n');
  }

  private clock(at: number): string {
    return `+${((at - this.start) / 1000).toFixed(3)} s`.padStart(11);
  }
}

/** A list that is not too long for a report: in the middle it says how much is left out. */
function firstAndLast<Entry>(list: readonly Entry[], most: number): (Entry | string)[] {
  if (list.length <= most) return [...list];
  const half = most / 2;
  return [...list.slice(0, half), `… ${list.length - most} left out …`, ...list.slice(-half)];
}

function otherEvents(count: number): string {
  return `${''.padStart(11)}  (${count} event${count === 1 ? '' : 's'} of other orders)`;
}

function generatedRequests(count: number): string {
  return `${''.padStart(11)}  (${count} generated request${count === 1 ? '' : 's'})`;
}
