import { capabilities, type Capability } from '../../support/contract/capabilities';
import type { ClauseId } from '../../support/contract/clauses';

/** How the suite is run against a fault: on what kind of platform, and which part of it. */
export interface Conditions {
  name: string;
  /** The platform's settings. */
  platform: NodeJS.ProcessEnv;
  /** The part of the suite, in arguments of cucumber-js. */
  part: readonly string[];
  /** What is said that the platform claims; nothing said means all but the pages. */
  claims?: readonly Capability[];
  /** Whether a machine that is busy with other runs would spoil it. */
  measuresTime: boolean;
  /** Where the suite has to be green without a fault, if the platform does not keep its promises here. */
  comparedWith?: Conditions;
}

// A browser and a heavy load take minutes each time, and would catch nothing that others do not.
export const tags = (expression: string) => [
  '--tags',
  `(${expression}) and not @browser and not @heavy`,
];

/** All but what is about time, on a platform that takes hardly any. */
export const quickly: Conditions = {
  name: 'with short delays',
  platform: { ENDPOINT_DELAY_MS: '5-30', EXECUTION_DELAY_MS: '150-300' },
  part: tags('not @timing and not @load'),
  measuresTime: false,
};

/** The same on a platform that has pages, which belong to no client's contract. */
export const withPages: Conditions = { ...quickly, name: 'with pages', claims: capabilities };

/** What is about one thing, for faults that nothing else could notice: many of them take little time. */
function about(what: string, expression: string, ...features: string[]): Conditions {
  const paths = features.map((name) => `features/${name}`);
  const part = [...paths, ...tags(`(${expression}) and not @timing and not @load`)];
  return { ...quickly, name: `about ${what}`, part };
}

export const aboutKeys = about('keys', '@KEY-3 or @KEY-4');
export const aboutIdentifiers = about(
  ...(['identifiers', '@READ-1 or @READ-2 or @CANCEL-1 or @CANCEL-2 or @EVENT-5'] as const),
  ...['orders/looking-up.feature', 'orders/cancelling.feature', 'events/subscribing.feature'],
);
export const aboutFilters = about('filters', '@PAGE-1 or @PAGE-4', 'orders/listing.feature');
export const aboutHealth = about('the health', '@HEALTH-1');
export const aboutRooms = about('rooms', '@EVENT-1 or @EVENT-5 or @WS-1', 'events');
export const aboutReturns = about('returns', '@SIO-4 or @REPLAY-1', 'events');

const ofClauses = new Map<ClauseId, Conditions>();

/** What is about one clause. */
export function aboutClause(id: ClauseId): Conditions {
  const conditions = ofClauses.get(id) ?? about(id, `@${id}`);
  ofClauses.set(id, conditions);
  return conditions;
}

/** Clients that hang, on a platform that takes hardly any time. */
export const amongRude: Conditions = {
  ...quickly,
  name: 'among rude clients',
  part: tags('@TIME-3'),
};

/** Longer than any platform leaves a client alone. */
export const inSilence: Conditions = {
  ...{ ...quickly, name: 'in a long silence', part: ['--tags', '@WS-4 and @heavy'] },
};

/** What is about time, on a platform that takes its real time. */
export const inRealTime: Conditions = {
  name: 'with real delays',
  platform: { ENDPOINT_DELAY_MS: '100-1000', EXECUTION_DELAY_MS: '1500-2500' },
  part: tags('@timing'),
  measuresTime: true,
};

/** What is about time, on a platform that answers at once: the fault brings the delays. */
export const withoutDelays: Conditions = {
  ...inRealTime,
  name: 'without delays',
  platform: { ...inRealTime.platform, ENDPOINT_DELAY_MS: '0-0' },
  comparedWith: inRealTime,
};

/** The load scenario, on a platform that takes its real time. */
export const underLoad: Conditions = { ...inRealTime, name: 'under load', part: tags('@load') };

/** Cancels that meet executions, which takes answers that come at very different times. */
export const inARace: Conditions = {
  ...inRealTime,
  name: 'where cancels race',
  part: tags('@cancel'),
  measuresTime: false,
};

/** Subscribers in trouble by themselves, where whoever else is held up belongs to the same rule. */
export const amongFew: Conditions = { ...quickly, name: 'among few', part: tags('@EVENT-7') };

/** Where everything takes longer, and most of that is waiting: several go on at a time. */
export const patiently: Conditions = { ...quickly, part: [...quickly.part, '--parallel', '8'] };

/** Scenarios side by side, so that subscribers get events of others' orders as well. */
export const amongOthers: Conditions = {
  ...quickly,
  name: 'side by side',
  part: [...tags('@events'), '--parallel', '8'],
  measuresTime: true,
};
