import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { needs, tagsNeeded } from './needs';

describe('what a step needs', () => {
  it('is known by its words, as a feature has them and as its definition does', () => {
    for (const step of [
      '100 orders are placed at the same time and followed to their end',
      '{int} orders are placed at the same time and followed to their end',
    ])
      expect(tagsNeeded(step), step).to.deep.equal(['@load', '@alone']);
    expect(tagsNeeded('the operator starts a platform with PORT set to "x"')).to.deep.equal([
      '@own-platform',
    ]);
  });

  it('is not told by what stands in quotes', () => {
    expect(tagsNeeded('the trader looks up order "blotter"')).to.deep.equal([]);
  });

  it('is said of steps that there are', () => {
    const folder = 'step-definitions';
    const code = fs
      .readdirSync(folder)
      .map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
    const patterns = code.flatMap((text) =>
      [...text.matchAll(/^(?:Given|When|Then)\(\s*'([^']*)'/gm)].map(([, source = '']) => source),
    );
    for (const { steps } of needs)
      expect(
        patterns.filter((each) => steps.test(each)),
        String(steps),
      ).to.not.be.empty;
  });
});
