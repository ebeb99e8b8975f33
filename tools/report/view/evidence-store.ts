import { gzipSync } from 'node:zlib';
import type { Report } from '../model/report';
import { scenariosOf } from '../model/conclusion';
import { html, Html } from '../../html/html';

/** So that the whole page stays under 3 MB; in characters. */
const largest = 1_800_000;

/**
 * The evidence of all scenarios, compressed; the page's script unfolds it. Where it would be too
 * much, that of scenarios that passed is left out, and of the others the last.
 */
export function evidenceStore(evidence: ReadonlyMap<string, Html[]>, report: Report): Html {
  const ids = scenariosOf(report)
    .filter(({ id }) => evidence.has(id))
    .sort((a, b) => Number(b.outcome !== 'passed') - Number(a.outcome !== 'passed'))
    .map(({ id }) => id);
  for (let shown = ids.length; ; shown = Math.floor(shown / 2)) {
    const packed = pack(ids.slice(0, shown), evidence);
    if (packed.length <= largest || shown === 0)
      return html`<script type="application/gzip" id="evidence">
        ${new Html(packed)}
      </script>`;
  }
}

function pack(ids: readonly string[], evidence: ReadonlyMap<string, Html[]>): string {
  const texts = ids.map((id) => [id, html`${evidence.get(id)}`.text] as const);
  const json = JSON.stringify(Object.fromEntries(texts.map(([id, text]) => [id, lean(text)])));
  return gzipSync(json, { level: 9 }).toString('base64');
}

/** Without the indentation of the templates; what is in `<pre>` keeps its lines. */
function lean(text: string): string {
  return text.replace(/<pre[^]*?<\/pre>|\s*\n\s*/g, (found) =>
    found.startsWith('<pre') ? found : '\n',
  );
}
