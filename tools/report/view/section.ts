import { html, type Content, type Html } from '../../html/html';

/** A part of the page with a heading of its own, which the list of contents leads to. */
export interface Section {
  id: string;
  title: string;
  content: Content;
}

export function sectionView({ id, title, content }: Section): Html {
  return html`<section class="${id}" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`;
}

export function contentsView(sections: readonly Section[]): Html {
  return html`<nav class="contents" aria-label="Contents">
    <ul>
      ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
  </nav>`;
}
