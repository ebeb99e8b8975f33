import type { Arbitrary } from 'fast-check';
import { readGeneratorSeed } from '../../run/settings/generator-seed';
import type { TradingWorld } from '../../world';
import { topic } from '../../evidence/memory';
import type { Generated } from './generated';
import { invalidLists, validLists } from './lists';
import { invalidOrders, validOrders } from './orders';
import { tryMany, type Trial } from './trial';

/** The generated input that was tried last. */
export const lastTrial = topic<Trial<Generated>>('Nothing has been generated');

/** Whether the contract allows what is generated. */
export type Validity = 'valid' | 'invalid';

/** Generates requests to place an order, and sends them at the same time. */
export async function placeGeneratedOrders(
  world: TradingWorld,
  count: number,
  validity: Validity,
): Promise<void> {
  const own = world.trader.newOrder();
  const orders = validity === 'valid' ? validOrders() : invalidOrders(own);
  await tryGenerated(world, `${validity} orders`, count, orders);
}

/** Generates requests for lists, and sends them at the same time. */
export async function askForGeneratedLists(
  world: TradingWorld,
  count: number,
  validity: Validity,
): Promise<void> {
  const { symbol } = world.trader;
  const lists = validity === 'valid' ? validLists(symbol) : invalidLists(symbol);
  await tryGenerated(world, `${validity} lists`, count, lists);
}

async function tryGenerated(
  world: TradingWorld,
  what: string,
  count: number,
  inputs: Arbitrary<Generated>,
): Promise<void> {
  const seed = readGeneratorSeed(process.env.GENERATOR_SEED);
  world.attach(`${count} generated ${what}: seed ${seed}`, {
    mediaType: 'text/plain',
    fileName: 'Generated.console.txt',
  });
  const send = (input: Generated) => world.trader.send(input);
  const trial = world.memory.keep(lastTrial, await tryMany(what, inputs, { count, seed }, send));
  world.evidence.sumUp(trial.cases.flatMap(({ answer }) => answer ?? []));
}
