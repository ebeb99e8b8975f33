import type { Arbitrary } from 'fast-check';
import { seedOfThisRun } from '../../run/settings/settings';
import type { NewOrder } from '../../contract/types';
import type { TradingWorld } from '../../world';
import { topic } from '../../evidence/memory';
import type { Generated } from './generated';
import { invalidLists, validLists } from './lists';
import { invalidOrders, validOrders } from './orders';
import { tryMany, type Trial } from './trial';

/** The generated input that was tried last. */
export const lastTrial = topic<Trial<Generated>>('Nothing has been generated');

/** What can be generated, by the words of the features, for a trader's own symbol and quantity. */
export const generatedInputs = {
  'valid orders': () => validOrders(),
  'invalid orders': (own: NewOrder) => invalidOrders(own),
  'valid lists': ({ symbol }: NewOrder) => validLists(symbol),
  'invalid lists': ({ symbol }: NewOrder) => invalidLists(symbol),
} satisfies Record<string, (own: NewOrder) => Arbitrary<Generated>>;

export type GeneratedInput = keyof typeof generatedInputs;

/** Generates requests to place orders or to list them, and sends them at the same time. */
export async function tryGeneratedInput(
  world: TradingWorld,
  count: number,
  what: GeneratedInput,
): Promise<void> {
  await tryGenerated(world, what, count, generatedInputs[what](world.trader.newOrder()));
}

async function tryGenerated(
  world: TradingWorld,
  what: string,
  count: number,
  inputs: Arbitrary<Generated>,
): Promise<void> {
  const seed = seedOfThisRun();
  world.attach(`${count} generated ${what}: seed ${seed}`, {
    mediaType: 'text/plain',
    fileName: 'Generated.console.txt',
  });
  const send = (input: Generated) => world.trader.send(input);
  const trial = world.memory.keep(lastTrial, await tryMany(what, inputs, { count, seed }, send));
  world.evidence.sumUp(trial.cases.flatMap(({ answer }) => answer ?? []));
}
