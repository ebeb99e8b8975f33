import type { Report } from '../model/report';
import { conclusionOf } from '../model/conclusion';
import { contract } from './contract';
import { evidenceStore } from './evidence-store';
import { promises } from './features';
import { html } from '../../html/html';
import { page as framed } from '../../html/page';
import { underLoad } from './load';
import { platformLog } from './log';
import type { PageContext } from './page-context';
import { broken, knownToFail } from './reasons';
import { slowest, triedAgain, unreadable } from './scenario-lists';
import { changes } from './changes';
import { contentsView, sectionView, type Section } from './section';
import { topView } from './top';
import { trend } from './trend';

/** The report as one page that needs nothing but itself. */
export function page(report: Report, context: PageContext): string {
  const sections = sectionsOf(report, context);
  const body = html`<main>
      ${topView(report)} ${contentsView(sections)} ${sections.map(sectionView)}
    </main>
    <footer>
      <p>
        Made by <code>npm run bdd</code>, from Cucumber’s
        messages.${
          context.hasFolder &&
          html` Beside this file: <a href="html/index.html">a page for each feature</a>.`
        }
      </p>
    </footer>
    ${evidenceStore(context.evidence, report)}`;
  const title = `${conclusionOf(report).words} · Trading platform: acceptance`;
  return framed({ title, folder: 'tools/report', body });
}

/** What has to be known first comes first; what there is nothing to say of is left out. */
function sectionsOf(report: Report, context: PageContext): Section[] {
  return [
    unreadable(report),
    broken(report, context),
    knownToFail(report, context),
    triedAgain(report),
    changes(report, context),
    contract(report),
    underLoad(report),
    trend(context),
    slowest(report),
    platformLog(report),
    promises(report, context),
  ].filter((section) => section !== undefined);
}
