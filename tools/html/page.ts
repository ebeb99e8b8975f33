import fs from 'node:fs';
import path from 'node:path';
import { Html, html } from './html';

export interface PageParts {
  title: string;
  /** The folder of the page's own `page.css`, and `page.mjs` where it has a script; from the root. */
  folder: string;
  body: Html;
}

/**
 * A whole page that needs nothing but itself.
 * @param root the project's folder: what is compiled has TypeScript alone
 */
export function page({ title, folder, body }: PageParts, root = process.cwd()): string {
  const asset = (...names: string[]) =>
    new Html(fs.readFileSync(path.join(root, ...names), 'utf8'));
  const styles = [
    asset('server', 'http', 'pages', 'assets', 'base.css'),
    asset('tools', 'html', 'page.css'),
    asset(folder, 'page.css'),
  ];
  const hasScript = fs.existsSync(path.join(root, folder, 'page.mjs'));
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${styles}
        </style>
      </head>
      <body>
        ${body}
        ${
          hasScript &&
          html`<script type="module">
            ${asset(folder, 'page.mjs')};
          </script>`
        }
      </body>
    </html>`;
  return document.text;
}
