import type { JsonEmbedding } from './cucumber-json';
import { html, type Html } from '../html/html';

/** One attachment as a piece of a page: its name, and it itself as fits its kind. */
export function evidenceHtml(embedding: JsonEmbedding): string {
  const title = embedding.name ?? defaultName(embedding.mime_type);
  const body = bodyHtml(embedding, title);
  // prettier-ignore
  return html`<figure class="evidence"><figcaption>${title}</figcaption>${body}</figure>`.text;
}

function bodyHtml({ data, mime_type: type }: JsonEmbedding, title: string): Html {
  const url = `data:${type};base64,${data}`;
  const text = () => Buffer.from(data, 'base64').toString('utf8');
  if (type.startsWith('image/')) return html`<img src="${url}" alt="${title}" />`;
  // a frame of its own, so that its styles and scripts stay with it
  if (type === 'text/html') return html`<iframe sandbox srcdoc="${text()}"></iframe>`;
  if (/[/+]json$/.test(type)) return html`<pre>${prettyJson(text())}</pre>`;
  if (type.startsWith('text/')) return html`<pre>${text()}</pre>`;
  return html`<a href="${url}" download="${title}">save</a>`;
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text; // evidence of a broken answer, perhaps: show it as it is
  }
}

function defaultName(type: string): string {
  return type === 'text/x.cucumber.log+plain' ? 'log' : type;
}
