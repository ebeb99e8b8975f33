import { existsSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join('server', 'http', 'pages');

/**
 * The folder of the pages' HTML, CSS and JavaScript. They are served as written: the compiler
 * copies none of them, so compiled code finds them in the source tree of the project above it.
 */
export function pagesFolder(from = __dirname): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const pages = path.join(folder, FOLDER);
    if (existsSync(path.join(pages, 'live.html'))) return pages;
    if (folder === path.dirname(folder)) {
      throw new Error(`no ${path.join(FOLDER, 'live.html')} in ${from} or any folder above it`);
    }
  }
}
