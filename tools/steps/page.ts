import { html, type Html } from '../html/html';
import { page as framed } from '../html/page';
import type { Catalogue, CatalogueStep, ExplainedParameter, StepGroup } from './catalogue';

/**
 * The catalogue as one page that needs nothing but itself.
 * @param root the project's folder, where the page's style and script are
 */
export function page({ groups, parameters }: Catalogue, root: string): string {
  const count = groups.flatMap(({ steps }) => steps).length;
  const body = html`<header>
      <h1>The steps of the features</h1>
      <p>
        ${count} steps to write scenarios with, each with an example from a feature.
        <code>a/an</code> is one of the two; <code>order(s)</code> is with or without what is in
        brackets; what stands in <code>{braces}</code> is a value, and leads to what it can be. A
        step that ends with a colon has a table below it.
      </p>
      <nav aria-label="Groups of steps">
        <ul>
          ${groups.map(({ noun, steps }) => html`<li><a href="#${noun}">${noun}</a> ${steps.length}</li>`)}
          <li><a href="#values">values</a></li>
        </ul>
      </nav>
    </header>
    <search class="tools">
      <label for="search">Search</label>
      <input
        id="search"
        type="search"
        placeholder="cancel order"
        autocomplete="off"
        spellcheck="false"
      />
      <p role="status"></p>
    </search>
    <main>
      ${groups.map(groupView)}
      <section id="values" aria-labelledby="values-title">
        <h2 id="values-title">Values</h2>
        <p class="quiet">What can stand for the words in braces.</p>
        <dl>${parameters.map(parameterView)}</dl>
      </section>
    </main>
    <footer>
      <p>Made by <code>npm run steps</code>, from the step definitions and the features.</p>
    </footer>`;
  const title = 'Steps · Trading platform: acceptance';
  return framed({ title, folder: 'tools/steps', body }, root);
}

function groupView({ noun, file, steps }: StepGroup): Html {
  return html`<section class="group" id="${noun}" aria-labelledby="${noun}-title">
    <h2 id="${noun}-title">${noun}</h2>
    <p class="quiet">${file}</p>
    <ul class="steps">
      ${steps.map(stepView)}
    </ul>
  </section>`;
}

function stepView({ keywords, text, example, needs, uses, place }: CatalogueStep): Html {
  const count = uses.reduce((sum, { lines }) => sum + lines.length, 0);
  // no white space of the template's own within <pre>
  const shown =
    example.length > 1
      ? html`<pre class="example table" tabindex="0">${example.join('\n')}</pre>`
      : html`<pre class="example">${example.join('\n')}</pre>`;
  return html`<li class="step">
    <h3><span class="keyword">${keywords.join(' / ')}</span> ${withLinks(text)}</h3>
    ${shown}
    ${needs.length > 0 && html`<p>Needs ${needs.map((tag) => html`<code class="chip">${tag}</code> `)}</p>`}
    <details>
      <summary>Used ${count === 1 ? 'once' : `${count} times`}</summary>
      <ul class="uses">
        ${uses.map(({ feature, lines }) => html`<li><code>${feature}</code> ${linesText(lines)}</li>`)}
      </ul>
      <p class="quiet">Defined in <code>${place}</code></p>
    </details>
  </li>`;
}

function linesText(lines: readonly number[]): string {
  return `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
}

/** The parameters of a step lead to what they can be. */
function withLinks(text: string): Html[] {
  return text
    .split(/(\{\w+\})/)
    .map((part) =>
      /^\{\w+\}$/.test(part)
        ? html`<a class="parameter" href="#value-${part.slice(1, -1)}">${part}</a>`
        : html`${part}`,
    );
}

function parameterView({ name, means, values, seen }: ExplainedParameter): Html {
  const examples = values ?? seen;
  return html`<div class="value" id="value-${name}">
    <dt><code>{${name}}</code></dt>
    <dd>
      ${means ?? 'Not explained yet.'}
      <span class="quiet">${values ? 'One of:' : 'Such as:'}</span>
      ${examples.map((each) => html`<code class="chip">${each}</code> `)}
    </dd>
  </div>`;
}
