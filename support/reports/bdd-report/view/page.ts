import fs from 'node:fs';
import path from 'node:path';
import type { Report } from '../model/report';
import { scenariosOf, verdictOf } from '../model/verdict';
import { coverageView } from './coverage';
import { evidenceStore } from './evidence-store';
import { featureView } from './features';
import { Html, html } from './html';
import { loadView } from './load';
import type { PageContext } from './page-context';
import { toolsView } from './tools';
import { changesView, failuresView, flakyView, slowestView, topView } from './top';
import { trendView } from './trend';

// their source: what is compiled has TypeScript alone
const folder = path.resolve('support', 'reports', 'bdd-report');
const asset = (name: string) => new Html(fs.readFileSync(path.join(folder, name), 'utf8'));

/** The report as one page that needs nothing but itself. */
export function page(report: Report, context: PageContext): string {
  const { words } = verdictOf(report);
  const features = report.features.map((each) => featureView(each, context));
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${words} · Trading platform: acceptance</title>
        <link rel="icon" href="data:," />
        <style>
          ${asset('page.css')}
        </style>
      </head>
      <body>
        <main>
          ${topView(report)} ${failuresView(report)} ${flakyView(report)}
          ${changesView(report, context)} ${loadView(report)} ${trendView(context)} ${slowestView(report)}
          ${coverageView(report)}
          ${features.length > 0 &&
          html`<section class="features" aria-labelledby="features">
            <h2 id="features">What the platform promises</h2>
            ${toolsView(scenariosOf(report))} ${features}
          </section>`}
        </main>
        <footer>
          <p>
            Made by <code>npm run bdd</code>, from
            Cucumber’s messages.${context.hasFolder &&
            html` Beside this file: <a href="html/index.html">a page for each feature</a>.`}
          </p>
        </footer>
        ${evidenceStore(context.evidence, report)}
        <script type="module">
          ${asset('page.mjs')}
        </script>
      </body>
    </html>`;
  return document.text;
}
