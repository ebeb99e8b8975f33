import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { disabledByPlaywright } from './launch';

describe('the browser', () => {
  it('goes without all that Playwright would have it go without', () => {
    const folder = path.dirname(require.resolve('playwright-core/package.json'));
    const code = fs.readFileSync(path.join(folder, 'lib', 'coreBundle.js'), 'utf8');
    const list = /disabledFeatures = \[([^\]]*)\]/.exec(code)?.[1] ?? '';
    const names = [...list.matchAll(/^\s*"(\w+)"/gm)].map(([, name]) => name);
    expect(disabledByPlaywright).to.deep.equal(names);
  });
});
