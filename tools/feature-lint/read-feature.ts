import type { Background, Feature, Location, Rule, Scenario, Step } from '@cucumber/messages';

/** Something in a feature that goes against the rules of writing. */
export interface Finding {
  uri: string;
  line: number;
  rule: string;
  /** What is wrong, and how to mend it. */
  message: string;
  /** What the rule is good for. */
  why: string;
}

/** A feature laid out for the rules, so that none of them has to walk the tree. */
export interface ReadFeature {
  uri: string;
  feature: Feature;
  backgrounds: Background[];
  rules: Rule[];
  scenarios: ReadScenario[];
}

export interface ReadScenario {
  scenario: Scenario;
  /** The rule that it stands in. */
  rule: Rule | undefined;
  steps: ReadStep[];
  /** The steps that the backgrounds of its feature and its rule put before its own. */
  background: readonly Step[];
}

export type StepKind = 'Given' | 'When' | 'Then';

export interface ReadStep {
  step: Step;
  /** What an And or a But continues; undefined if it continues nothing. */
  kind: StepKind | undefined;
  /** Whether it is an And, a But or a star. */
  continues: boolean;
}

/** One rule: what it is called, what it is good for, and what it has to say about a feature. */
export interface LintRule {
  name: string;
  why: string;
  check: (feature: ReadFeature) => Iterable<{ location: Location; message: string }>;
}
