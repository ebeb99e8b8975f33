import type { Fault } from './fault';
import type { FailedScenario } from './suite-result';

/** Pieces of an outcome, for tests. */

export function fakeFault(name: string): Fault {
  return {
    name,
    means: 'Harm is done.',
    breaks: 'PLACE-1',
    caughtBy: 'Feature › Rule',
    tamper: () => ({}),
  };
}

export function failed(title: string, rule = 'Rule'): FailedScenario {
  return { feature: 'Feature', rule, title, uri: 'x.feature', line: 1, why: `${title} is wrong` };
}
