import fs from 'node:fs';
import path from 'node:path';
import type { Report } from '../model/report';
import { verdictOf } from '../model/verdict';
import { contract } from './coverage';
import { evidenceStore } from './evidence-store';
import { promises } from './features';
import { Html, html } from '../../html/html';
import { underLoad } from './load';
import { platformLog } from './log';
import type { PageContext } from './page-context';
import { changes, failures, slowest, triedAgain, unreadable } from './scenario-lists';
import { contentsView, sectionView, type Section } from './section';
import { topView } from './top';
import { trend } from './trend';

// their source: what is compiled has TypeScript alone
const folder = path.resolve('tools', 'report');
const asset = (name: string) => new Html(fs.readFileSync(path.join(folder, name), 'utf8'));

/** The report as one page that needs nothing but itself. */
export function page(report: Report, context: PageContext): string {
  const sections = sectionsOf(report, context);
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${verdictOf(report).words} · Trading platform: acceptance</title>
        <link rel="icon" href="data:," />
        <style>
          ${asset('page.css')}
        </style>
      </head>
      <body>
        <main>${topView(report)} ${contentsView(sections)} ${sections.map(sectionView)}</main>
        <footer>
          <p>
            Made by <code>npm run bdd</code>, from Cucumber’s
            messages.${
              context.hasFolder &&
              html` Beside this file: <a href="html/index.html">a page for each feature</a>.`
            }
          </p>
        </footer>
        ${evidenceStore(context.evidence, report)}
        <script type="module">
          ${asset('page.mjs')};
        </script>
      </body>
    </html>`;
  return document.text;
}

/** What has to be known first comes first; what there is nothing to say of is left out. */
function sectionsOf(report: Report, context: PageContext): Section[] {
  return [
    unreadable(report),
    failures(report),
    triedAgain(report),
    changes(report, context),
    underLoad(report),
    trend(context),
    slowest(report),
    contract(report),
    platformLog(report),
    promises(report, context),
  ].filter((section) => section !== undefined);
}
