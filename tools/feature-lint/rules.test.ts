import { expect } from 'chai';
import { lintFeature } from './lint-feature';
import { rules } from './rules';

/** A feature without fault, of which each case below spoils one thing. */
const good = `Feature: Cancelling orders
  A trader takes back an order that has not been executed,
  so that a change of mind costs nothing.

  @CANCEL-2
  Rule: Only a pending order can be cancelled

    Example: An executed order cannot be cancelled
      Given an EXECUTED order
      When the trader cancels the order
      Then the order should be EXECUTED
      And the refusal should say "wait for 400 in JSON, my friend"

    Scenario Outline: A <status> order stays readable
      Given an <status> order
      When the trader looks up the order
      Then the order should be <status>

      Examples: final statuses
        | status    |
        | CANCELLED |
`;

const cases: { rule: string; what: string; from: string | RegExp; to: string; line: number }[] = [
  {
    rule: 'known-clauses',
    what: 'a tag that names no clause',
    from: '@CANCEL-2',
    to: '@CANCEL-22',
    line: 5,
  },
  {
    rule: 'rule-names-clauses',
    what: 'a rule without a clause',
    from: '  @CANCEL-2\n',
    to: '',
    line: 5,
  },
  {
    rule: 'needed-tags',
    what: 'a step that needs tags which its example has not',
    from: 'the trader cancels the order\n      Then the order should be EXECUTED',
    to: '100 orders are placed at the same time and followed to their end\n      Then the order should be EXECUTED',
    line: 8,
  },
  {
    rule: 'needed-tags',
    what: 'one of two tags missing',
    from: '    Example: An executed order cannot be cancelled\n      Given an EXECUTED order',
    to: '    @load\n    Example: An executed order cannot be cancelled\n      Given 100 orders are placed at the same time and followed to their end',
    line: 9,
  },
  {
    rule: 'feature-description',
    what: 'a description of one line',
    from: '  so that a change of mind costs nothing.\n',
    to: '',
    line: 1,
  },
  {
    rule: 'feature-description',
    what: 'a description of four lines',
    from: 'nothing.\n',
    to: 'nothing.\n  More.\n  And more.\n',
    line: 1,
  },
  {
    rule: 'example-in-rule',
    what: 'an example outside any rule',
    from: '  Rule: Only a pending order can be cancelled\n',
    to: '',
    line: 7,
  },
  {
    rule: 'example-keyword',
    what: 'the keyword Scenario',
    from: 'Example: An executed',
    to: 'Scenario: An executed',
    line: 8,
  },
  {
    rule: 'example-keyword',
    what: 'the keyword Scenario Template',
    from: 'Scenario Outline:',
    to: 'Scenario Template:',
    line: 14,
  },
  {
    rule: 'named-examples',
    what: 'a group of rows without a name',
    from: 'Examples: final statuses',
    to: 'Examples:',
    line: 19,
  },
  {
    rule: 'seven-steps',
    what: 'eight steps',
    from: '      When the trader cancels',
    to: `${'      And a subscriber to the order\n'.repeat(4)}      When the trader cancels`,
    line: 8,
  },
  {
    rule: 'seven-steps',
    what: 'eight steps, a background included',
    from: '    Example: An',
    to: `    Background:\n      Given a\n${'      And a\n'.repeat(3)}\n    Example: An`,
    line: 14,
  },
  {
    rule: 'one-when',
    what: 'a second When',
    from: 'When the trader cancels the order',
    to: 'When the trader cancels the order\n      And the trader looks up the order',
    line: 11,
  },
  {
    rule: 'given-when-then',
    what: 'a Given after the When',
    from: 'And the refusal',
    to: 'Given the refusal',
    line: 12,
  },
  {
    rule: 'given-when-then',
    what: 'an And at the beginning',
    from: 'Given an EXECUTED order',
    to: 'And an EXECUTED order',
    line: 9,
  },
  {
    rule: 'given-when-then',
    what: 'a star',
    from: 'And the refusal should',
    to: '* the refusal should',
    line: 12,
  },
  {
    rule: 'then-should',
    what: 'a Then without should',
    from: 'Then the order should be EXECUTED',
    to: 'Then the order is EXECUTED',
    line: 11,
  },
  {
    rule: 'then-should',
    what: 'an And of a Then without should',
    from: 'And the refusal should say',
    to: 'And the refusal says',
    line: 12,
  },
  {
    rule: 'third-person',
    what: 'the first person in a step',
    from: 'When the trader cancels',
    to: 'When I cancel',
    line: 10,
  },
  {
    rule: 'third-person',
    what: 'the first person in a title',
    from: 'An executed order cannot',
    to: 'My order is mine: I can see that it cannot',
    line: 8,
  },
  {
    rule: 'named-roles',
    what: 'a role with a number',
    from: 'When the trader cancels',
    to: 'When trader2 cancels',
    line: 10,
  },
  {
    rule: 'named-roles',
    what: 'a role with a number after a space',
    from: 'Given an EXECUTED order',
    to: 'Given client 1 is connected',
    line: 9,
  },
  {
    rule: 'no-transport',
    what: 'a method of HTTP',
    from: 'When the trader cancels the order',
    to: 'When the trader sends DELETE for the order',
    line: 10,
  },
  {
    rule: 'no-transport',
    what: 'a status code',
    from: 'Then the order should be EXECUTED',
    to: 'Then the answer should have status 409',
    line: 11,
  },
  {
    rule: 'no-pause',
    what: 'a pause',
    from: 'When the trader cancels the order',
    to: 'When the trader waits 3 seconds',
    line: 10,
  },
  {
    rule: 'given-is-a-state',
    what: 'an action in a Given',
    from: 'Given an EXECUTED order',
    to: 'Given the trader places an order',
    line: 9,
  },
  {
    rule: 'refusal-reason',
    what: 'a refusal without a reason',
    from: 'And the refusal should say "wait for 400 in JSON, my friend"',
    to: 'And the request should be refused',
    line: 12,
  },
  {
    rule: 'vague-outcome',
    what: 'a title that says nothing',
    from: 'An executed order cannot be cancelled',
    to: 'Cancelling works',
    line: 8,
  },
  {
    rule: 'vague-outcome',
    what: 'a Then that says nothing',
    from: 'Then the order should be EXECUTED',
    to: 'Then the order should be handled correctly',
    line: 11,
  },
  {
    rule: 'table-after-colon',
    what: 'a colon without a table',
    from: 'Then the order should be EXECUTED',
    to: 'Then the order should have:',
    line: 11,
  },
  {
    rule: 'table-after-colon',
    what: 'a table without a colon',
    from: 'When the trader cancels the order',
    to: 'When the trader cancels the order\n        | order |\n        | A     |',
    line: 11,
  },
  {
    rule: 'outline-columns',
    what: 'a name in brackets that is no column',
    from: 'Then the order should be <status>',
    to: 'Then the order should be <statsu>',
    line: 17,
  },
  {
    rule: 'outline-columns',
    what: 'a column that nothing uses',
    from: '| status    |\n        | CANCELLED |',
    to: '| status | why |\n        | CANCELLED | x |',
    line: 20,
  },
  {
    rule: 'stray-text',
    what: 'a step whose keyword is misspelt, which counts as a description',
    from: 'Given an EXECUTED order',
    to: 'Givne an EXECUTED order',
    line: 9,
  },
  {
    rule: 'indentation',
    what: 'a step too far to the left',
    from: '      When the trader cancels',
    to: '    When the trader cancels',
    line: 10,
  },
  {
    rule: 'indentation',
    what: 'a row too far to the right',
    from: '        | CANCELLED |',
    to: '         | CANCELLED |',
    line: 21,
  },
  {
    rule: 'indentation',
    what: 'a tag that does not stand above its example',
    from: '    Example: An',
    to: '  @cancel @x\n    Example: An',
    line: 8,
  },
  {
    rule: 'unique-titles',
    what: 'two examples with one title',
    from: 'A <status> order stays readable',
    to: 'An executed order cannot be cancelled',
    line: 14,
  },
  {
    rule: 'title-states-outcome',
    what: 'a title that begins with "verify"',
    from: 'An executed order cannot be cancelled',
    to: 'Verify that an executed order cannot be cancelled',
    line: 8,
  },
  {
    rule: 'title-states-outcome',
    what: 'a rule without a title',
    from: 'Rule: Only a pending order can be cancelled',
    to: 'Rule:',
    line: 6,
  },
];

describe('the rules of writing', () => {
  it('find nothing in a good feature', () => {
    expect(lintFeature('features/orders/good.feature', good)).to.deep.equal([]);
  });

  for (const { rule, what, from, to, line } of cases)
    it(`${rule} finds ${what}`, () => {
      const findings = lintFeature('features/orders/bad.feature', good.replace(from, to));
      expect(findings.map((one) => `${one.line} ${one.rule}`)).to.include(`${line} ${rule}`);
    });

  it('have each a case above', () => {
    const tried = new Set(cases.map(({ rule }) => rule));
    expect(rules.map(({ name }) => name).filter((name) => !tried.has(name))).to.deep.equal([]);
  });

  it('are content with tags of what an example stands in', () => {
    const text = `@browser\n${good.replace('an EXECUTED order', 'a tester who has opened the blotter')}`;
    const names = lintFeature('features/pages/good.feature', text).map(({ rule }) => rule);
    expect(names).not.to.include('needed-tags');
  });

  it('let the features about the contract speak of transport', () => {
    const text = good.replace('cancels the order', 'sends DELETE for the order');
    expect(lintFeature('features/contract/requests.feature', text)).to.deep.equal([]);
  });

  it('let a number follow a role where it counts something', () => {
    const text = good.replace('cancels the order', 'asks the subscriber 10 times');
    expect(lintFeature('features/orders/good.feature', text)).to.deep.equal([]);
  });

  it('say where a feature is not Gherkin', () => {
    const [finding] = lintFeature(
      'features/x.feature',
      'Feature: x\n  Rule: y\n    Example: z\n      Given a\n      oops\n',
    );
    expect(finding).to.include({ uri: 'features/x.feature', rule: 'syntax', line: 5 });
  });

  it('say that an empty file is no feature', () => {
    expect(lintFeature('features/x.feature', '')[0]?.message).to.include('empty');
  });
});
