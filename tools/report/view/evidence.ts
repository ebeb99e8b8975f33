import type { EvidenceRecord, Exchange, Omission } from '../../../support/evidence/evidence-record';
import type { ReportedAttempt, ReportedStep, Shown } from '../model/report';
import { curlLine, type Addressee } from '../../run-model/curl';
import { html, type Html } from '../../html/html';
import { timeline } from './timeline';
import { count, duration } from './words';

/** What there is to see of an attempt, in a few words; undefined if there is nothing. */
export function evidenceInShort({ evidence, attachments }: ReportedAttempt): string | undefined {
  const number = (kind: Omission['kind']) =>
    (evidence?.seen.filter((each) => each.kind === kind).length ?? 0) +
    sum(evidence?.omitted.filter((each) => each.kind === kind).map((each) => each.count) ?? []);
  const parts = [
    { amount: number('exchange'), noun: 'request' },
    { amount: number('event'), noun: 'event' },
    { amount: attachments.length, noun: 'attachment' },
  ].filter(({ amount }) => amount > 0);
  if (parts.length === 0) return number('note') > 0 ? 'connections' : undefined;
  return parts.map(({ amount, noun }) => count(amount, noun)).join(', ');
}

/** Everything that an attempt saw: requests and responses by step, the timeline, attachments. */
export function evidenceOf(
  { steps, evidence, attachments }: ReportedAttempt,
  platform: Addressee | undefined,
): Html {
  const own = steps.filter(({ astNodeId }) => astNodeId !== undefined);
  return html`${evidence && requestsByStep(evidence, own, platform)}${
    evidence && timeline(evidence, own)
  }${attachments.map(attachment)}`;
}

function requestsByStep(
  evidence: EvidenceRecord,
  steps: readonly ReportedStep[],
  platform: Addressee | undefined,
): Html[] {
  const numbers = [-1, ...steps.keys()];
  return numbers.flatMap((number) => {
    const exchanges = evidence.seen.filter(
      (each): each is Exchange => each.kind === 'exchange' && each.step === number,
    );
    const more = evidence.omitted.filter(
      (each) => each.kind === 'exchange' && each.step === number,
    );
    if (exchanges.length === 0) return [];
    const { keyword = 'Before ', text = 'the first step' } = steps[number] ?? {};
    return [
      html`<div class="by-step">
        <p><b>${keyword.trim()}</b> ${text}</p>
        ${exchanges.map((each) => exchange(each, platform))}
        ${more.map((each) => html`<p class="quiet">and ${count(each.count, 'more request')}</p>`)}
      </div>`,
    ];
  });
}

function exchange(seen: Exchange, platform: Addressee | undefined): Html {
  const { method, path, sent, body, status, headers, text, at, ms } = seen;
  const kind = status < 400 ? 'good' : status < 500 ? 'wait' : 'bad';
  return html`<details class="exchange">
    <summary>
      <span><b>${method}</b> ${path} → <b class="status ${kind}">${status}</b></span>
      <span class="quiet">at ${duration(at / 1000)}, took ${ms} ms</span>
    </summary>
    <div class="wire">${message('Request', sent, body)} ${message('Response', headers, text)}</div>
    ${platform && html`<pre class="again" tabindex="0">${curlLine(platform, seen)}</pre>`}
  </details>`;
}

function message(title: string, headers: Record<string, string>, body = ''): Html {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const text = [...lines, ...(lines.length > 0 && body !== '' ? [''] : []), pretty(body)].join(
    '\n',
  );
  return html`<div>
    <p class="quiet">${title}</p>
    <pre tabindex="0">${text.trim() === '' ? 'empty' : text}</pre>
  </div>`;
}

function attachment({ name, mediaType, body, isText }: Shown): Html {
  const url = `data:${mediaType};base64,${body}`;
  if (isText)
    return html`<figure>
      <figcaption>${name}</figcaption>
      <pre tabindex="0">${/json$/.test(mediaType) ? pretty(body) : body}</pre>
    </figure>`;
  if (mediaType.startsWith('image/'))
    return html`<figure>
      <figcaption>${name}</figcaption>
      <img src="${url}" alt="${name}" />
    </figure>`;
  return html`<p><a href="${url}" download="${name}">${name}</a></p>`;
}

/** JSON in lines of its own; what is none, or was cut short, as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
