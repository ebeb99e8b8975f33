import type { Location } from '@cucumber/messages';
import type { LintRule, ReadFeature } from './lint-feature';

const mostSteps = 7;
const descriptionLines = { min: 2, max: 3 };
const contractFolder = 'features/contract/';
const kindsInOrder = ['Given', 'When', 'Then'];

/**
 * The rules of GHERKIN.md that a machine can check. To add one, append it here: a name, and a
 * function that yields a place and a message, which says what is wrong and then how to mend it.
 */
export const rules: LintRule[] = [
  {
    name: 'feature-description',
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
    *check({ scenarios }) {
      for (const { scenario, steps, backgroundSteps } of scenarios) {
        const count = steps.length + backgroundSteps;
        const origin = backgroundSteps > 0 ? `, ${backgroundSteps} of them of a background` : '';
        if (count > mostSteps)
          yield {
            location: scenario.location,
            message: `it has ${count} steps${origin}: say more with each, or split it; at most ${mostSteps}`,
          };
      }
    },
  },
  {
    name: 'one-when',
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
    name: 'third-person',
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
