import { expect } from 'chai';
import { fakeDryRun } from './fake-dry-run';
import { findStepProblems } from './step-findings';

const feature = `Feature: f
  Background:
    Given the platform is there
  Example: e
    When the trader cancels the order
  Example: again
    When the trader cancels the order
`;

const dryRun = (definitions: readonly string[]) => fakeDryRun(feature, definitions);

describe('the check of steps', () => {
  const there = 'the platform is there';
  const cancels = 'the trader cancels the order';
  const problems = (definitions: readonly string[]) =>
    findStepProblems(dryRun(definitions), process.cwd(), {}).problems;

  it('finds nothing when each step has one definition and each definition a step', () => {
    expect(findStepProblems(dryRun([there, cancels]), process.cwd(), {})).to.deep.equal({
      problems: [],
      scenarios: 2,
      definitions: 2,
    });
  });

  it('names an undefined step once, where it stands first', () => {
    const [problem, ...others] = problems([there]);
    expect(problem).to.match(
      /^features\/f\.feature:5 {2}undefined: the trader cancels the order\n/,
    );
    expect(others).to.deep.equal([]);
  });

  it('names the line of a background', () => {
    expect(problems([cancels])[0]).to.match(/^features\/f\.feature:3 {2}undefined/);
  });

  it('gives the snippet that Cucumber suggests', () => {
    const messages = dryRun([there]);
    const step = messages
      .flatMap(({ pickle }) => pickle?.steps ?? [])
      .find((one) => one.text === cancels);
    const snippets = [{ language: 'typescript', code: "When('the trader …" }];
    const suggestion = { id: 's', pickleStepId: step!.id, snippets };
    const [problem] = findStepProblems([...messages, { suggestion }], process.cwd(), {}).problems;
    expect(problem).to.include("    When('the trader …");
  });

  it('names both definitions of an ambiguous step', () => {
    const [problem] = problems([there, cancels, cancels]);
    expect(problem)
      .to.include('ambiguous: the trader cancels the order')
      .and.include('step-definitions/order.steps.ts:2')
      .and.include('step-definitions/order.steps.ts:3');
  });

  it('names a definition that no feature uses', () => {
    expect(problems([there, cancels, 'the trader goes home'])).to.deep.equal([
      'step-definitions/order.steps.ts:3  this step has no example: the trader goes home\n' +
        '  No feature uses it, so that nobody can see how it is meant: use it in one, or remove it.',
    ]);
  });

  it('names a parameter that nobody explains, and an explanation that no step needs', () => {
    const messages = dryRun([there, cancels, 'the trader buys {int}']);
    expect(
      findStepProblems(messages, process.cwd(), { size: 'How big.' }).problems.slice(1),
    ).to.deep.equal([
      '{int}  is not explained\n  Say in tools/steps/parameter-meanings.ts what it accepts.',
      '{size}  is explained, but no step has it\n  Remove it from tools/steps/parameter-meanings.ts.',
    ]);
  });

  it('names a parameter that snippets would have for quoted text', () => {
    const type = (name: string, regularExpression: string, useForSnippets = true) => ({
      parameterType: {
        ...{ id: name, name, regularExpressions: [regularExpression], useForSnippets },
        preferForRegularExpressionMatch: false,
      },
    });
    const types = [
      type('order', 'the order|order "[^"]+"'),
      type('field', 'symbol|"[^"]+"'),
      type('value', '"[^"]*"', false),
    ];
    expect(
      findStepProblems([...types, ...dryRun([there, cancels])], process.cwd(), {}).problems,
    ).to.deep.equal(['{field}  takes quoted text in snippets\n  Say useForSnippets: false.']);
  });

  it('tells of a feature that cannot be read', () => {
    const parseError = { source: { uri: 'features/bad.feature' }, message: '(2:1): expected …' };
    const messages = [...dryRun([there, cancels]), { parseError }];
    expect(findStepProblems(messages, process.cwd(), {}).problems[0]).to.include(
      'features/bad.feature',
    );
  });
});
