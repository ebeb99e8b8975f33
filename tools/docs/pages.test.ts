import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';

const pages = ['README.md', ...fs.readdirSync('docs').map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md'),
);
/** What a reader is told to write. */
const ofTheReader = 'features/orders/first.feature';
const scripts = Object.keys(
  (JSON.parse(fs.readFileSync('package.json', 'utf8')) as { scripts: object }).scripts,
);

describe('The pages of README and docs', () => {
  for (const page of pages) {
    const text = fs.readFileSync(page, 'utf8');

    it(`${page} links to nothing that is missing`, () => {
      const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
      expect(links.filter((link) => !fs.existsSync(path.join(page, '..', link)))).to.be.empty;
    });

    it(`${page} names no file or folder that is missing`, () => {
      const names = [...text.matchAll(/[\w.*-]+(?:\/[\w.*-]+)*\/?/g)].map(([name]) => name);
      const missing = names.filter((name) => looksLikePath(name) && !isThere(name));
      expect(missing).to.be.empty;
    });

    it(`${page} names nothing in a file that is not there`, () => {
      const missing = [...namesInFiles(text)].filter(
        ([file, name]) => !new RegExp(`\\b${name}\\b`).test(fs.readFileSync(file, 'utf8')),
      );
      expect(missing).to.be.empty;
    });

    it(`${page} names no script that package.json lacks`, () => {
      const named = [...text.matchAll(/npm run (?:-s )?([a-z][a-z:-]*[a-z])/g)].map(
        ([, name = '']) => name,
      );
      expect(named.filter((name) => !scripts.includes(name))).to.be.empty;
    });
  }
});

/** What is written as `file.ts`: `name`. */
function* namesInFiles(text: string): Generator<[file: string, name: string]> {
  for (const [, file = '', name = ''] of text.matchAll(/`([\w/.-]+\.ts)`: `(\w+)`/g))
    yield [file, name];
}

function looksLikePath(name: string): boolean {
  return /^(support|tools|server|features|step-definitions|docs|\.ci)\/./.test(name);
}

function isThere(name: string): boolean {
  const [beforePattern = ''] = name.replace(/[.]$/, '').split('*');
  return name === ofTheReader || fs.existsSync(beforePattern);
}
