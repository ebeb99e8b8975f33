import type { Location, Step } from '@cucumber/messages';
import { needsOf } from '../steps/needs';
import { clauses, namesClause } from '../../support/contract/clauses';
import { didYouMean, likeliest } from '../../support/run/settings/did-you-mean';
import { indentationFaults } from './indentation';
import type { LintRule, ReadFeature } from './read-feature';
import { keywordMeant } from './syntax';

const mostSteps = 7;
const descriptionLines = { min: 2, max: 3 };
const contractFolder = 'features/contract/';
/** The tag of rules about our own platform and tools, of which the contract says nothing. */
const beyondContractTag = '@beyond-contract';
const kindsInOrder = ['Given', 'When', 'Then'];

/**
 * The rules of GHERKIN.md that a machine can check. To add one, append it here: a name, and a
 * function that yields a place and a message, which says what is wrong and then how to mend it.
 * `why` says what the rule is good for.
 */
export const rules: LintRule[] = [
  {
    name: 'feature-description',
    why: 'who needs a feature, and why, is what a reader asks first',
    *check({ feature }) {
      const lines = feature.description.split('\n').filter((line) => line.trim() !== '').length;
      if (lines < descriptionLines.min || lines > descriptionLines.max)
        yield {
          location: feature.location,
          message: `the feature opens with ${lines} lines of description: say in two or three who needs this and why`,
        };
    },
  },
  {
    name: 'example-in-rule',
    why: 'the rule is the promise, and its examples show what it means',
    *check({ scenarios }) {
      for (const { scenario, rule } of scenarios)
        if (rule === undefined)
          yield {
            location: scenario.location,
            message: `"${scenario.name}" stands in no rule: put it under a "Rule:" that states the behaviour`,
          };
    },
  },
  {
    name: 'example-keyword',
    why: 'one word stands for one thing in all features',
    *check({ scenarios }) {
      for (const { scenario } of scenarios) {
        const keyword = scenario.examples.length > 0 ? 'Scenario Outline' : 'Example';
        if (scenario.keyword !== keyword)
          yield {
            location: scenario.location,
            message: `the keyword is "${scenario.keyword}:": write "${keyword}:"`,
          };
      }
    },
  },
  {
    name: 'named-examples',
    why: 'rows that share a reason are understood together',
    *check({ scenarios }) {
      for (const { location, name } of scenarios.flatMap(({ scenario }) => scenario.examples))
        if (name.trim() === '')
          yield {
            location,
            message: 'the group has no name: name after "Examples:" the one reason its rows share',
          };
    },
  },
  {
    name: 'seven-steps',
    why: 'what is longer is not read',
    *check({ scenarios }) {
      for (const { scenario, steps, background } of scenarios) {
        const count = steps.length + background.length;
        const origin =
          background.length > 0 ? `, ${background.length} of them of a background` : '';
        if (count > mostSteps)
          yield {
            location: scenario.location,
            message: `it has ${count} steps${origin}: say more with each, or split it; at most ${mostSteps}`,
          };
      }
    },
  },
  {
    name: 'needed-tags',
    why: 'a tag says what a scenario needs of the machine, before it is begun',
    *check({ feature, scenarios }) {
      for (const { scenario, rule, steps, background } of scenarios) {
        const own = [feature, rule, scenario].flatMap((each) => each?.tags ?? []);
        const groups = scenario.examples.length > 0 ? scenario.examples : [{ tags: [] }];
        const lacks = (tag: string) =>
          groups.some(({ tags }) => ![...own, ...tags].some(({ name }) => name === tag));
        for (const { text } of [...background, ...steps.map(({ step }) => step)])
          for (const { tags, why } of needsOf(text)) {
            const missing = tags.filter(lacks);
            if (missing.length > 0)
              yield {
                location: scenario.location,
                message: `"${text}" needs the tags ${tags.join(' and ')}: add ${missing.join(' ')}, since ${why}`,
              };
          }
      }
    },
  },
  {
    name: 'known-clauses',
    why: 'a tag that names no clause says nothing, and looks as if it did',
    *check({ feature, rules: ofFeature, scenarios }) {
      const tagged = [
        feature,
        ...ofFeature,
        ...scenarios.flatMap(({ scenario }) => [scenario, ...scenario.examples]),
      ];
      for (const { name, location } of tagged.flatMap(({ tags }) => tags))
        if (namesClause(name) && !clauses.has(name.slice(1)))
          yield {
            location,
            message: `${name} names no clause of docs/contract.md.${didYouMean(
              name,
              [...clauses.keys()].map((id) => `@${id}`),
            )}`,
          };
    },
  },
  {
    name: 'rule-names-clauses',
    why: 'whoever reads a clause finds what checks it, and whoever reads a failure what is broken',
    *check({ rules: ofFeature }) {
      for (const { name, location, tags } of ofFeature) {
        const isTagged = tags.some(
          (tag) => namesClause(tag.name) || tag.name === beyondContractTag,
        );
        if (!isTagged)
          yield {
            location,
            message: `"${name}" names no clause: put the clauses of docs/contract.md that it checks above it, such as @EVENT-3, or ${beyondContractTag} where the contract says nothing of it`,
          };
      }
    },
  },
  {
    name: 'one-when',
    why: 'an example has one cause, so that its outcome can be traced to it',
    *check({ scenarios }) {
      for (const { steps } of scenarios)
        for (const { step } of steps.filter(({ kind }) => kind === 'When').slice(1))
          yield {
            location: step.location,
            message:
              'this is a second When: make the first a Given (a state reached), or what follows a Then',
          };
    },
  },
  {
    name: 'given-when-then',
    why: 'a reader expects the state first, then the cause, then the outcome',
    *check({ scenarios }) {
      for (const { steps } of scenarios) {
        let reached = 0;
        for (const { step, kind, continues } of steps) {
          const keyword = step.keyword.trim();
          if (kind === undefined || (continues && !['And', 'But'].includes(keyword)))
            yield {
              location: step.location,
              message: `a step begins with "${keyword}": write Given, When or Then, and And for one more of a kind`,
            };
          const position = kindsInOrder.indexOf(kind ?? 'Given');
          if (position < reached)
            yield {
              location: step.location,
              message: `a ${kind} follows a ${kindsInOrder[reached]}: the order is Given, When, Then; split the example`,
            };
          reached = Math.max(reached, position);
        }
      }
    },
  },
  {
    name: 'then-should',
    why: 'an expectation says what should be so, and can fail',
    *check({ scenarios }) {
      for (const { step, kind } of scenarios.flatMap(({ steps }) => steps))
        if (kind === 'Then' && !/\bshould\b/.test(step.text))
          yield {
            location: step.location,
            message:
              'the Then does not say "should": say what should be so, in a way that can fail',
          };
    },
  },
  {
    name: 'given-is-a-state',
    why: 'how a state is reached is not what the example is about',
    *check({ scenarios, backgrounds }) {
      const given = [
        ...backgrounds.flatMap(({ steps }) => steps),
        ...scenarios.flatMap(({ steps }) =>
          steps.flatMap(({ step, kind }) => (kind === 'Given' ? step : [])),
        ),
      ];
      for (const { text, location } of given) {
        const [, verb = ''] = actsNow.exec(text) ?? [];
        if (verb !== '' && !['has', 'is', 'was'].includes(verb))
          yield {
            location,
            message: `the Given says what somebody does ("${verb}"): name the state that is reached, such as "the trader has placed an order"; what is being tried out is a When`,
          };
      }
    },
  },
  {
    name: 'refusal-reason',
    why: 'a refusal for another reason must not pass',
    *check({ scenarios }) {
      for (const { step, kind } of scenarios.flatMap(({ steps }) => steps))
        if (kind === 'Then' && /\brefused$/.test(step.text.trim()))
          yield {
            location: step.location,
            message: 'the refusal has no reason: say as what, such as "refused as invalid"',
          };
    },
  },
  {
    name: 'vague-outcome',
    why: 'nobody could tell when it would fail',
    *check({ scenarios, rules: ofFeature }) {
      const stated = [
        ...[...ofFeature, ...scenarios.map(({ scenario }) => scenario)].map(
          ({ name, location }) => ({ text: name, location }),
        ),
        ...scenarios.flatMap(({ steps }) =>
          steps.flatMap(({ step, kind }) => (kind === 'Then' ? step : [])),
        ),
      ];
      for (const { text, location } of stated) {
        const word = vague.exec(withoutQuotes(text));
        if (word)
          yield {
            location,
            message: `"${word[0]}" can mean anything: say what is seen, how often or within which limit, such as "exactly once" or "within 3 s"`,
          };
      }
    },
  },
  {
    name: 'table-after-colon',
    why: 'a step with a colon cannot run without its table, nor one without a colon with it',
    *check({ scenarios, backgrounds }) {
      const steps = [...backgrounds, ...scenarios.map(({ scenario }) => scenario)];
      for (const step of steps.flatMap((one) => one.steps)) {
        const has = step.dataTable ?? step.docString;
        if (step.text.endsWith(':') && has === undefined)
          yield {
            location: step.location,
            message:
              'the step ends with a colon and has no table: write the table below it (npm run steps shows an example)',
          };
        if (!step.text.endsWith(':') && has !== undefined)
          yield {
            location: has.location,
            message:
              'the step above this table does not end with a colon: add it, or remove the table',
          };
      }
    },
  },
  {
    name: 'outline-columns',
    why: 'Cucumber leaves a name that is no column as it stands, and does nothing with a column that is not used',
    *check({ scenarios }) {
      for (const { scenario } of scenarios.filter(
        ({ scenario: { examples } }) => examples.length,
      )) {
        const columns = scenario.examples.flatMap(({ tableHeader }) => tableHeader?.cells ?? []);
        const names = columns.map(({ value }) => value);
        const used = [scenario, ...scenario.steps].flatMap(placeholdersOf);
        for (const { name, location } of used)
          if (!names.includes(name))
            yield {
              location,
              message: `<${name}> is no column of the Examples: ${meantOr(name, names, `there are ${names.join(', ')}`)}`,
            };
        for (const { value, location } of columns)
          if (!used.some(({ name }) => name === value))
            yield {
              location,
              message: `no step and no title has <${value}>: use the column, or remove it`,
            };
      }
    },
  },
  {
    name: 'stray-text',
    why: 'Cucumber takes such a line for a description and leaves it out',
    *check({ scenarios, backgrounds }) {
      for (const each of [...backgrounds, ...scenarios.map(({ scenario }) => scenario)])
        for (const [index, line] of each.description.split('\n').entries())
          if (line.trim() !== '' && !line.trim().startsWith('#')) {
            const meant = keywordMeant(line.trim());
            yield {
              location: { line: each.location.line + 1 + index },
              message: `"${line.trim()}" is no step and is not run: ${meant ? `did you mean "${meant}"?` : 'begin it with Given, When or Then, or put # before it if it is a remark'}`,
            };
          }
    },
  },
  {
    name: 'indentation',
    why: 'Cucumber does not look at it, but people take a line for part of what it stands below',
    check: indentationFaults,
  },
  {
    name: 'third-person',
    why: 'a reader has to know who acts',
    *check(feature) {
      for (const { location, text } of sentences(feature))
        if (/\b(I|I'm|my|we|our)\b/.test(withoutQuotes(text)))
          yield {
            location,
            message: `"${text}" is in the first person: name the role, such as "the trader" or "a subscriber"`,
          };
    },
  },
  {
    name: 'named-roles',
    why: 'a reader cannot tell numbers apart',
    *check(feature) {
      for (const { location, text } of sentences(feature)) {
        const role =
          /\b(user|client|customer|trader|subscriber)[ _-]?\d+\b(?! (times|orders|events))/i.exec(
            withoutQuotes(text),
          );
        if (role)
          yield {
            location,
            message: `"${role[0]}" is a number and not a name: give roles names that a reader can tell apart`,
          };
      }
    },
  },
  {
    name: 'no-transport',
    why: 'a feature is about behaviour; how it is carried is the subject of those about the contract alone',
    *check(feature) {
      if (feature.uri.startsWith(contractFolder)) return;
      for (const { location, text } of sentences(feature)) {
        const word =
          /\b(GET|POST|PUT|PATCH|DELETE|OPTIONS|HTTP|JSON|URL|headers?|status codes?|media types?)\b/.exec(
            withoutQuotes(text),
          ) ?? /\bstatus [1-5]\d\d\b/.exec(withoutQuotes(text));
        if (word)
          yield {
            location,
            message: `"${word[0]}" is about transport: say what it means to a trader, or move it to ${contractFolder}`,
          };
      }
    },
  },
  {
    name: 'no-pause',
    why: 'a pause is too long for a fast machine and too short for a slow one',
    *check({ scenarios, backgrounds }) {
      const steps = [...backgrounds, ...scenarios.map(({ scenario }) => scenario)];
      for (const step of steps.flatMap((one) => one.steps))
        if (/\b(waits?|waited|waiting|sleeps?|pauses?|paused)\b/i.test(withoutQuotes(step.text)))
          yield {
            location: step.location,
            message:
              'this is a pause: name the event instead, such as "the order becomes EXECUTED"',
          };
    },
  },
  {
    name: 'unique-titles',
    why: 'a title leads to one example, in the reports and by --name',
    *check({ scenarios, rules: ofFeature }) {
      for (const titles of [ofFeature, scenarios.map(({ scenario }) => scenario)]) {
        const seen = new Map<string, number>();
        for (const { name, location } of titles) {
          const earlier = seen.get(name);
          if (earlier !== undefined)
            yield {
              location,
              message: `"${name}" is also the title on line ${earlier}: state what differs`,
            };
          else seen.set(name, location.line);
        }
      }
    },
  },
  {
    name: 'title-states-outcome',
    why: 'whoever reads the report learns from its titles alone what holds',
    *check({ feature, scenarios, rules: ofFeature }) {
      const titled = [feature, ...ofFeature, ...scenarios.map(({ scenario }) => scenario)];
      for (const { name, keyword, location } of titled)
        if (name.trim() === '')
          yield { location, message: `the ${keyword} has no title: state the outcome` };
        else if (/^(tests?|verif(y|ies)|checks?|ensures?)\b/i.test(name))
          yield {
            location,
            message: `"${name}" says that something is tested: state the outcome, such as "An executed order cannot be cancelled"`,
          };
    },
  },
];

/** Somebody who does something now: the first word after the name of a role, if it is a verb. */
const actsNow =
  /^(?:(?:the|a|every) (?:trader|client|tester|operator|subscriber)|(?:subscriber|trader) "[^"]*") (\w+s)\b/;

const vague =
  /\b(works?|acceptable|correct|correctly|properly|successfully|as expected|appropriate(ly)?|reasonable|reasonably|fast enough)\b/i;

/** The `<names>` in a title or a step, with its table and text. */
function placeholdersOf(
  one: ReadFeature['scenarios'][number]['scenario'] | Step,
): { name: string; location: Location }[] {
  const texts =
    'text' in one
      ? [
          one.text,
          one.docString?.content ?? '',
          ...(one.dataTable?.rows ?? []).flatMap(({ cells }) => cells.map(({ value }) => value)),
        ]
      : [one.name];
  return texts
    .flatMap((text) => [...text.matchAll(/<([^<>\s][^<>]*)>/g)])
    .map(([, name = '']) => ({ name, location: one.location }));
}

function meantOr(word: string, options: readonly string[], otherwise: string): string {
  const option = likeliest(word, options);
  return option === undefined ? otherwise : `did you mean <${option}>?`;
}

/** Everything that states something: titles and steps; descriptions are free. */
function sentences({
  feature,
  rules: ofFeature,
  scenarios,
  backgrounds,
}: ReadFeature): { location: Location; text: string }[] {
  const all = [...backgrounds, ...scenarios.map(({ scenario }) => scenario)];
  return [
    ...[feature, ...ofFeature, ...all].map(({ name, location }) => ({ location, text: name })),
    ...all.flatMap(({ steps }) => steps).map(({ text, location }) => ({ location, text })),
  ];
}

/** What stands in quotes is data. */
function withoutQuotes(text: string): string {
  return text.replace(/"[^"]*"/g, '""');
}
