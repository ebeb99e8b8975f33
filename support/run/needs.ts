import type { Pickle } from '@cucumber/messages';
import { capabilities, claimedBy, type Capability } from '../contract/capabilities';
import { clauses, namesClause } from '../contract/clauses';
import type { PlatformDescription } from './settings/platform/description';
import { transportOfThisRun } from './settings/settings';

/** What scenarios with a tag need. */
const byTag: Readonly<Record<string, Capability>> = {
  '@controls': 'controls',
  '@timing': 'timing',
  '@socket.io': 'socket.io',
};

/** What steps need, by their words. */
const byWords: readonly (readonly [RegExp, Capability])[] = [
  [/\bblotter\b/, 'pages'],
  [/ over (Socket\.IO|WebSocket|HTTP polling|polling, then WebSocket)\b/, 'socket.io'],
  [/ subscribers of every kind /, 'socket.io'],
  [/ over plain WebSocket\b|^a client connects to the feed /, 'websocket'],
  [/ subscribers of every kind /, 'websocket'],
  [/, after | ask for what came after | asks for what it has missed|been told of a gap/, 'replay'],
  [/\{"since"|\b(since|epoch)=/, 'replay'],
  [/ with key | without a key$/, 'idempotency'],
  [/"\/(test-results)?"/, 'pages'],
  [/"\/health"/, 'health'],
  [/"\/((openapi|asyncapi)\.json|api-docs)"/, 'documents'],
  [/ pages through |\blists orders with:|\blists .*(that are|at a time|at most)/, 'paging'],
];

/** What a platform has to claim for a scenario to be about it. */
export function needsOf({ tags, steps }: Pick<Pickle, 'tags' | 'steps'>): Capability[] {
  const names = tags.map(({ name }) => name);
  const needed = new Set<Capability>([
    ...names
      .filter(namesClause)
      .flatMap((name) => clauses.get(name.slice(1))?.capability ?? 'core'),
    ...names.flatMap((name) => byTag[name] ?? []),
    ...steps.flatMap(({ text }) =>
      byWords.flatMap(([words, capability]) => (words.test(text) ? capability : [])),
    ),
  ]);
  // Plain WebSocket has no recovery: whoever comes back asks for what it has missed.
  const comesBack = steps.some(({ text }) => / reconnects$/.test(text));
  if (comesBack) needed.add(transportOfThisRun() === 'websocket' ? 'replay' : 'recovery');
  return capabilities.filter((each) => needed.has(each));
}

/** Why a platform is not judged by a scenario; undefined where it is. */
export function whyNotJudged(
  scenario: Pick<Pickle, 'tags' | 'steps'>,
  platform: PlatformDescription,
): string | undefined {
  const claimed = claimedBy(platform);
  // The first of them is enough, and so each scenario is counted once.
  const missing = needsOf(scenario).find((each) => !claimed.includes(each));
  return missing && `the platform does not claim ${missing}`;
}
