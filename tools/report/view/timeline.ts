import {
  requester,
  type EvidenceRecord,
  type Omission,
  type Seen,
} from '../../../support/evidence/evidence-record';
import type { ReportedStep } from '../model/report';
import { html, type Html } from '../../html/html';
import { count } from './words';

/**
 * What happened when: a lane for the steps, one for the requests, and one for each subscriber with
 * its events; below it the same in words.
 */
export function timeline(evidence: EvidenceRecord, steps: readonly ReportedStep[]): Html {
  const { seen, omitted, foreign } = evidence;
  if (seen.length === 0) return html``;
  const end = Math.max(...seen.map(endOf), ...evidence.steps, 1);
  const place = (ms: number) => `${((100 * ms) / end).toFixed(1)}%`;
  const people = [...new Set(seen.map(whoOf))].sort(requesterFirst);
  return html`<figure class="timeline">
    <figcaption>Timeline</figcaption>
    <div class="lanes" aria-hidden="true">
      ${lane(
        'steps',
        stepMarks(evidence.steps, steps, end).map(
          ({ at, label, words }) =>
            html`<i class="step" style="left:${place(at)}" title="${words}">${label}</i>`,
        ),
      )}
      ${people.map((who) =>
        lane(
          who,
          seen.filter((each) => whoOf(each) === who).map((each) => mark(each, place)),
        ),
      )}
      ${lane(
        '',
        ticks(end).map((ms) => html`<i class="tick" style="left:${place(ms)}">${ms / 1000} s</i>`),
      )}
    </div>
    <ol class="happenings">
      ${seen.map(happening)}
    </ol>
    ${omitted.map((each) => html`<p class="quiet">${omission(each, steps)}</p>`)}
    ${Object.entries(foreign).map(
      ([who, number]) =>
        html`<p class="quiet">${who} also received ${count(number, 'event')} of other orders</p>`,
    )}
  </figure>`;
}

function lane(name: string, marks: readonly Html[]): Html {
  return html`<div class="lane">
    <span>${name}</span>
    <div>${marks}</div>
  </div>`;
}

/** Where steps begin; those that begin so close together that they would hide each other are one. */
function stepMarks(begun: readonly number[], steps: readonly ReportedStep[], end: number) {
  const marks: { at: number; first: number; last: number }[] = [];
  for (const [index, at] of begun.entries()) {
    const mark = marks.at(-1);
    if (mark && at - mark.at < end / 20) mark.last = index;
    else marks.push({ at, first: index, last: index });
  }
  return marks.map(({ at, first, last }) => ({
    at,
    label: first === last ? `${first + 1}` : `${first + 1}–${last + 1}`,
    words: steps
      .slice(first, last + 1)
      .map(({ keyword, text }) => keyword + text)
      .join('\n'),
  }));
}

function mark(seen: Seen, place: (ms: number) => string): Html {
  const left = place(seen.at);
  const title = wordsFor(seen);
  switch (seen.kind) {
    case 'exchange':
      return html`<i
        class="request ${seen.status < 400 ? '' : 'refused'}"
        style="left:${left};width:${place(seen.ms)}"
        title="${title}"
      ></i>`;
    case 'event': {
      const status = String(seen.orderStatus);
      return html`<i class="event ${status.toLowerCase()}" style="left:${left}" title="${title}"
        >${status.slice(0, 1)}</i
      >`;
    }
    case 'note':
      return html`<i class="note" style="left:${left}" title="${title}"></i>`;
  }
}

function happening(seen: Seen): Html {
  return html`<li>
    <span class="quiet">${(seen.at / 1000).toFixed(3)} s</span> <b>${whoOf(seen)}</b>
    <span>${wordsFor(seen)}</span>
  </li>`;
}

function wordsFor(seen: Seen): string {
  switch (seen.kind) {
    case 'exchange':
      return `${seen.method} ${seen.path} → ${seen.status}`;
    case 'event':
      return `← #${seen.sequence} ${seen.orderStatus} ${seen.orderId} (${seen.order})`;
    case 'note':
      return seen.text;
  }
}

function omission({ step, kind, who, count: number }: Omission, steps: readonly ReportedStep[]) {
  const noun = { exchange: 'request', event: 'event', note: 'note' }[kind];
  const { keyword = '', text = 'before the first step' } = steps[step] ?? {};
  return `and ${count(number, `more ${noun}`)} of ${who} in “${keyword}${text}”`;
}

/** Some four to six whole and even times, in milliseconds, that name the axis. */
function ticks(end: number): number[] {
  const step = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000].find(
    (each) => end / each <= 6,
  );
  const distance = step ?? Math.ceil(end / 6);
  return Array.from({ length: Math.floor(end / distance) + 1 }, (_, index) => index * distance);
}

function whoOf(seen: Seen): string {
  return seen.kind === 'exchange' ? requester : seen.who;
}

function endOf(seen: Seen): number {
  return seen.kind === 'exchange' ? seen.at + seen.ms : seen.at;
}

function requesterFirst(a: string, b: string): number {
  return Number(b === requester) - Number(a === requester);
}
