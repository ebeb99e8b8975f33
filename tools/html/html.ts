import { escapeHtml } from '../../support/load/charts/escape-html';

/** A piece of a page that is safe as it stands. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in a template: text is escaped, what is undefined or false leaves nothing. */
export type Content = Html | string | number | undefined | false | readonly Content[];

/** Makes a piece of a page of a template; whatever is put into it is escaped. */
export function html(template: TemplateStringsArray, ...contents: Content[]): Html {
  const parts = template.map((text, index) => text + textOf(contents[index]));
  return new Html(parts.join(''));
}

function textOf(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('');
  return escapeHtml(String(content));
}
