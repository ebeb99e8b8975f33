import { StepDefinitionPatternType, type Envelope } from '@cucumber/messages';
import { expect } from 'chai';
import { suggester } from './suggest';

const types = {
  orderStatus: ['PENDING|EXECUTED|CANCELLED'],
  order: ['the order|every order|order "[^"]+"'],
  duration: ['\\d+(?:\\.\\d+)? (?:ms|s|min)'],
  subscriber: ['the subscriber|every subscriber|subscriber "[^"]+"'],
  transport: ['WebSocket', 'HTTP polling'],
};
const patterns = [
  '{order} should be {orderStatus}',
  '{order} should become {orderStatus} within {duration}',
  'the trader cancels {order}',
  'the trader has placed {int} order(s)',
  'a/an {orderStatus} order',
  'a subscriber to all orders over {transport}',
  'a client sends POST \\/orders with {string}',
  'the list should show these orders:',
  '{subscriber} reconnects',
];
const messages: Envelope[] = [
  ...Object.entries(types).map(([name, regularExpressions]) => ({
    parameterType: {
      id: name,
      name,
      regularExpressions,
      preferForRegularExpressionMatch: false,
      useForSnippets: true,
    },
  })),
  ...patterns.map((source) => ({
    stepDefinition: {
      id: source,
      pattern: { source, type: StepDefinitionPatternType.CUCUMBER_EXPRESSION },
      sourceReference: {},
    },
  })),
];
const suggest = suggester(messages);

describe('the suggestion of a step', () => {
  const meant: [string, string][] = [
    ['the order shuold be EXECUTED', 'the order should be EXECUTED'],
    ['the order should be EXECTED', 'the order should be EXECUTED'],
    ['the order should be executed', 'the order should be EXECUTED'],
    ['order "A B" should been CANCELLED', 'order "A B" should be CANCELLED'],
    ['The trader canceled the order', 'the trader cancels the order'],
    ['the order become EXECUTED within 3 s', 'the order should become EXECUTED within 3 s'],
    ['the trader placed 3 orders', 'the trader has placed 3 orders'],
    ['a EXECUTD order', 'a EXECUTED order'],
    ['a subscriber to all orders over http poling', 'a subscriber to all orders over HTTP polling'],
    ['a client sent POST /orders with "x y"', 'a client sends POST /orders with "x y"'],
    ['the list should show these orders', 'the list should show these orders:'],
  ];
  for (const [written, wanted] of meant)
    it(`takes "${written}" for "${wanted}"`, () => {
      expect(suggest(written)).to.equal(` Did you mean "${wanted}"?`);
    });

  it('says what can stand where no value fits', () => {
    expect(suggest('the order should be FILLED')).to.equal(
      ' Did you mean "the order should be {orderStatus}"?\n' +
        '{orderStatus}  one of: PENDING | EXECUTED | CANCELLED',
    );
    expect(suggest('the order should become EXECUTED within three seconds'))
      .to.include('"the order should become EXECUTED within {duration}"')
      .and.include('{duration}  A number, a space');
  });

  it('is none where no step is alike', () => {
    expect(suggest('the broker goes home')).to.equal('');
    expect(suggest('')).to.equal('');
    expect(suggest('trader "Ann" has placed an order with key "k1"')).to.equal('');
    expect(suggest('the trader sends 5 for order "A" within 3 s')).to.equal('');
    expect(suggester([])('the order should be EXECUTED')).to.equal('');
  });
});
