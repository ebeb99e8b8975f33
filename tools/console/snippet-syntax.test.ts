import {
  CucumberExpressionGenerator,
  ParameterType,
  ParameterTypeRegistry,
} from '@cucumber/cucumber-expressions';
import { expect } from 'chai';
import SnippetSyntax from './snippet-syntax';

const registry = new ParameterTypeRegistry();
for (const [name, regexp] of [
  ['field', /quantity|symbol|"[^"]+"/],
  ['fieldValue', /missing|null|"[^"]*"/],
  ['order', /the order|order "[^"]+"/],
  ['side', /BUY|SELL/],
] as const)
  registry.defineParameterType(new ParameterType(name, regexp, null, (text: string) => text));

function snippet(step: string, stepParameterNames: string[] = []): string {
  const generator = new CucumberExpressionGenerator(() => registry.parameterTypes);
  const generatedExpressions = generator.generateExpressions(step);
  const text = new SnippetSyntax().build({
    functionName: 'When',
    generatedExpressions,
    stepParameterNames,
  });
  return text.split('\n')[0] ?? '';
}

describe('a snippet', () => {
  it('takes quoted text for what it is', () => {
    expect(snippet('the trader "Ann" waits for key "k1"')).to.equal(
      "When('the trader {string} waits for key {string}', async function (this: TradingWorld, string: string, string2: string) {",
    );
  });

  it('keeps what begins before its quotes, and what has none', () => {
    expect(snippet('the trader trades order "A" to BUY')).to.include(
      "'the trader trades {order} to {side}'",
    );
  });

  it('has a table where the step has one', () => {
    expect(snippet('the trader trades:', ['dataTable'])).to.include('dataTable: DataTable');
  });
});
