import type { ReportedAttempt, Cause } from '../model/report';
import { clause } from '../../../support/contract/clauses';
import { linesOf } from '../../../support/contract/failure';
import { html, type Html } from '../../html/html';

/** Why an attempt has not passed: the cause first, then what was expected and what came. */
export function causesOf({ causes }: ReportedAttempt): Html[] {
  return causes.map(cause);
}

/** The first line of why, for lists. */
export function firstLine({ causes }: ReportedAttempt): string {
  return causes[0]?.message.trim().split('\n')[0] ?? 'It did not end.';
}

/** A failure in full: what is wrong, what was due and what was seen, and what helps to understand it. */
export function cause({ step, message, failure, difference, stack, snippet }: Cause): Html {
  const { clause: id, order, subscriber, details = [], seen, expected } = failure;
  const alone = difference === undefined ? (expected ?? seen) : undefined;
  const facts = [
    { name: 'Clause', value: id && `${id}: ${clause(id).sentence}` },
    { name: 'Order', value: order },
    { name: 'Subscriber', value: subscriber },
  ].filter(({ value }) => value !== undefined);
  return html`<div class="cause ${failure.kind}">
    ${step !== '' && html`<p class="quiet">${step}</p>`}
    <p class="message">${message}</p>
    ${difference && differenceView(difference)}
    ${alone !== undefined && html`<pre tabindex="0">${linesOf(alone).join('\n')}</pre>`}
    ${
      facts.length > 0 &&
      html`<dl class="facts">
        ${facts.map(
          ({ name, value }) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>`
    }
    ${details.length > 0 && html`<pre tabindex="0">${linesOf(details).join('\n')}</pre>`}
    ${
      snippet !== undefined &&
      html`<p>The step can begin like this:</p>
        <pre tabindex="0">${snippet}</pre>`
    }
    ${
      stack !== '' &&
      html`<details class="stack">
        <summary>Where in the code</summary>
        <pre tabindex="0">${stack}</pre>
      </details>`
    }
  </div>`;
}

/** Two values side by side, and marked in each what the other has not. */
function differenceView({ expected, actual }: { expected: string; actual: string }): Html {
  const [due, came] = [expected.trim(), actual.trim()];
  const same = sameEnds(due, came);
  return html`<div class="difference">
    <div>
      <p>Expected</p>
      <pre tabindex="0">${marked(due, same)}</pre>
    </div>
    <div>
      <p>Seen</p>
      <pre tabindex="0">${marked(came, same)}</pre>
    </div>
  </div>`;
}

/** How many characters two texts have in common at their beginning and at their end. */
function sameEnds(one: string, other: string): { start: number; end: number } {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < most - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return { start, end };
}

/** Where nothing is in common, everything would be marked, which tells nothing. */
function marked(text: string, { start, end }: { start: number; end: number }): Html {
  if (start + end === 0) return html`${text}`;
  const stop = text.length - end;
  return html`${text.slice(0, start)}<mark>${text.slice(start, stop)}</mark>${text.slice(stop)}`;
}
