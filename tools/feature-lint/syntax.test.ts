import { expect } from 'chai';
import { lintFeature } from './lint-feature';

const start = 'Feature: f\n  Rule: r\n    Example: e\n      Given a\n';
const saidOf = (text: string) =>
  lintFeature('features/x.feature', text)
    .filter(({ rule }) => rule === 'syntax')
    .map(({ line, message }) => `${line} ${message}`)
    .join('\n');

describe('a feature that is not Gherkin', () => {
  const cases: [string, string, RegExp][] = [
    ['a misspelt keyword', `${start}      Wehn b\n`, /^5 "Wehn b" begins .* mean "When"\?$/],
    ['a keyword in small letters', `${start}      then b\n`, /^5 .* mean "Then"\?$/],
    ['a title without its colon', `${start}    Example again\n`, /^5 .* mean "Example:"\?$/],
    ['any other line', `${start}      and so on, my friend\n`, /^5 .*"And"/],
    [
      'a line of prose',
      `${start}      nobody knows\n`,
      /^5 "nobody knows" begins with no keyword: a/,
    ],
    ['a row with a cell too many', `${start}        | a |\n        | b | c |\n`, /^6 .* cells/],
    ['a table in the wrong place', `${start}    @x\n      | a |\n`, /^6 a row/],
    ['a step in the wrong place', 'Given a\nFeature: f\n', /^1 "Given a" cannot stand here/],
    ['a text that is not closed', `${start}        """\n        x\n`, /too early/],
  ];
  for (const [what, text, said] of cases)
    it(`is told for ${what}`, () => {
      expect(saidOf(text)).to.match(said);
    });
});
