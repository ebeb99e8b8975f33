import type { JsonEmbedding } from './cucumber-json';
import { escapeHtml } from '../../support/load/charts/escape-html';

/** One attachment as a piece of a page: its name, and it itself as fits its kind. */
export function evidenceHtml(embedding: JsonEmbedding): string {
  const title = escapeHtml(embedding.name ?? defaultName(embedding.mime_type));
  return `<figure class="evidence"><figcaption>${title}</figcaption>${bodyHtml(embedding, title)}</figure>`;
}

function bodyHtml({ data, mime_type: type }: JsonEmbedding, title: string): string {
  const url = `data:${escapeHtml(type)};base64,${data}`;
  const text = () => Buffer.from(data, 'base64').toString('utf8');
  if (type.startsWith('image/')) return `<img src="${url}" alt="${title}">`;
  // a frame of its own, so that its styles and scripts stay with it
  if (type === 'text/html') return `<iframe sandbox srcdoc="${escapeHtml(text())}"></iframe>`;
  if (/[/+]json$/.test(type)) return `<pre>${escapeHtml(prettyJson(text()))}</pre>`;
  if (type.startsWith('text/')) return `<pre>${escapeHtml(text())}</pre>`;
  return `<a href="${url}" download="${title}">save</a>`;
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
