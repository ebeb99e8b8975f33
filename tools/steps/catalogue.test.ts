import { expect } from 'chai';
import { asData, readCatalogue, search } from './catalogue';
import { consoleText } from './console-text';
import { fakeDryRun } from './fake-dry-run';

const feature = `Feature: f
  Background:
    Given a trader with 2 orders
  Rule: r
    Example: e
      When the trader sends GET /orders
      Then the trader should see:
        | order | side |
        | A\\|B  | BUY  |
      And a trader with 3 orders
    Scenario Outline: o
      Then the trader should see:
        | order | side   |
        | C     | <side> |
      Examples: all
        | side |
        | BUY  |
        | SELL |
`;
const definitions = [
  'the trader should see:',
  'a/an trader with {int} order(s)',
  'the trader sends GET \\/orders',
  'the trader goes home',
];
const read = () => readCatalogue(fakeDryRun(feature, definitions), { int: 'A whole number.' });

describe('the catalogue of steps', () => {
  it('has the steps of a file in their order, each as it is written', () => {
    const [group] = read().groups;
    expect(group).to.include({ noun: 'order', file: 'step-definitions/order.steps.ts' });
    expect(group?.steps.map(({ keywords, text }) => `${keywords.join('/')} ${text}`)).to.deep.equal(
      [
        'Then the trader should see:',
        'Given/Then a/an trader with {int} order(s)',
        'When the trader sends GET /orders',
        ' the trader goes home',
      ],
    );
  });

  it('shows an example with its table, and every line that uses a step, once', () => {
    expect(read().groups[0]?.steps[0]).to.deep.include({
      example: ['Then the trader should see:', '  | order | side |', '  | A\\|B  | BUY  |'],
      uses: [{ feature: 'features/f.feature', lines: [7, 12] }],
      place: 'step-definitions/order.steps.ts:1',
    });
  });

  it('says which tags a step needs', () => {
    const [step] =
      readCatalogue(fakeDryRun(feature, ['the tester looks on'])).groups[0]?.steps ?? [];
    expect(step?.needs).to.deep.equal(['@browser']);
  });

  it('is data for other tools', () => {
    const { steps, parameters } = asData(read());
    expect(steps.map(({ noun, text }) => `${noun}: ${text}`)).to.include(
      'order: a/an trader with {int} order(s)',
    );
    expect(parameters.map(({ name }) => name)).to.deep.equal(['int']);
  });

  it('explains the parameters that steps have, with values that features have', () => {
    expect(read().parameters).to.deep.equal([
      { name: 'int', means: 'A whole number.', values: undefined, seen: ['2', '3'] },
    ]);
  });

  it('lists the values of a parameter that has no others', () => {
    const parameterType = {
      id: 'p',
      name: 'int',
      regularExpressions: ['BUY|SELL', 'HOLD'],
      preferForRegularExpressionMatch: false,
      useForSnippets: true,
    };
    const messages = [...fakeDryRun(feature, definitions), { parameterType }];
    expect(readCatalogue(messages, {}).parameters[0]).to.deep.include({
      values: ['BUY', 'SELL', 'HOLD'],
      means: undefined,
    });
  });

  it('is searched for steps that have all words, in whatever order', () => {
    const found = search(read(), ['ORDER', 'with']);
    expect(found.groups.flatMap(({ steps }) => steps.map(({ text }) => text))).to.deep.equal([
      'a/an trader with {int} order(s)',
    ]);
    expect(found.parameters.map(({ name }) => name)).to.deep.equal(['int']);
    expect(search(read(), ['see:']).parameters).to.deep.equal([]);
    expect(search(read(), ['nothing']).groups).to.deep.equal([]);
  });

  it('reads well in a terminal', () => {
    expect(consoleText(search(read(), ['see']))).to.include(
      `order  (step-definitions/order.steps.ts)

  Then the trader should see:
    e.g. Then the trader should see:
           | order | side |
           | A\\|B  | BUY  |
    used 2 times:
      features/f.feature:7, 12
`,
    );
  });
});
