import { Mistake } from '../contract/failure';
import { latenessMark, latenessSince } from '../evidence/lateness';
import { Subscriber } from '../actors/subscriber';
import { topic } from '../evidence/memory';
import Table from 'cli-table3';
import type { Answer, Request } from '../contract/messages';
import { promised, stretched } from '../run/settings/deadlines';
import type { TradingWorld } from '../world';
import { atOnce } from '../actors/at-once';
import { ReadyConnections } from '../platform/connections/ready-connections';
import { orderIn } from './lifecycle';

const json = { 'Content-Type': 'application/json' };
const unknown = '00000000-0000-4000-8000-000000000000';

/** What the delays are measured with, by the words of the features. */
const endpoints: Record<string, (world: TradingWorld) => Promise<Request>> = {
  'POST /orders': (world) =>
    Promise.resolve({
      method: 'POST',
      path: '/orders',
      headers: json,
      body: JSON.stringify(world.trader.newOrder()),
    }),
  'GET /orders': () => Promise.resolve({ method: 'GET', path: '/orders?limit=10' }),
  'GET /orders/{orderId}': async (world) => ({ method: 'GET', path: await ownOrder(world) }),
  // All but the first are refused, after the same delay.
  'DELETE /orders/{orderId}': async (world) => ({ method: 'DELETE', path: await ownOrder(world) }),
  'POST /orders, invalid': () =>
    Promise.resolve({ method: 'POST', path: '/orders', headers: json, body: '{}' }),
  'GET /orders, invalid': () => Promise.resolve({ method: 'GET', path: '/orders?limit=0' }),
  'GET /orders/{orderId}, unknown': () =>
    Promise.resolve({ method: 'GET', path: `/orders/${unknown}` }),
  'DELETE /orders/{orderId}, unknown': () =>
    Promise.resolve({ method: 'DELETE', path: `/orders/${unknown}` }),
};

async function ownOrder(world: TradingWorld): Promise<string> {
  const { order } = await orderIn(world, 'PENDING');
  return `/orders/${order.orderId}`;
}

/** How long answers took, and what the way cost where requests were sent at the same time. */
export interface TimedAnswers {
  /** Milliseconds from sending to answer. */
  times: number[];
  /** Milliseconds from sending the first to the last answer. */
  total: number;
  /** What was asked for. */
  endpoint: string;
  /** Milliseconds by which this machine was late meanwhile. */
  late: number;
  /** Milliseconds that an undelayed request took at the same time, at worst, 500 more than the way at most; or what the way there and back takes by itself. */
  overhead: number;
}

export const times = topic<TimedAnswers>('No times have been taken');

/** Sends a request many times at the same time. @throws Error when the feature names no endpoint */
export async function timedAnswers(
  world: TradingWorld,
  endpoint: string,
  count: number,
): Promise<TimedAnswers> {
  const prepare = endpoints[endpoint];
  if (!prepare)
    throw new Mistake(`"${endpoint}" is not one of: ${Object.keys(endpoints).join('; ')}.`);
  const request = await prepare(world);
  const way = await wayToPlatform(world);
  const connections = new ReadyConnections(world.api.access);
  await connections.open(count);
  const mark = latenessMark();
  const answered = atOnce(count, () => world.api.send(request, connections.agent));
  const overhead = overheadUntil(world, answered, way + mostOverhead);
  const answers = await answered.finally(() => connections.close());
  for (const each of answers) world.evidence.seen(each);
  const first = Math.min(...answers.map(({ sentAt }) => sentAt));
  const last = Math.max(...answers.map(({ answeredAt }) => answeredAt));
  const timed = {
    times: answers.map(timeOf),
    total: last - first,
    overhead: await overhead,
    endpoint,
    late: latenessSince(mark),
  };
  world.attach(timesText(endpoint, timed), { mediaType: 'text/plain', fileName: 'Times.txt' });
  return timed;
}

/** Milliseconds that a busy machine may cost besides the way; whoever needs more makes everybody wait. */
const mostOverhead = stretched(500);

/**
 * What network and machines cost while something goes on, told by requests that are not delayed.
 * @param most milliseconds
 */
async function overheadUntil(
  world: TradingWorld,
  end: Promise<unknown>,
  most: number,
): Promise<number> {
  let worst = 0;
  let isOver = false;
  void end.catch(() => undefined).finally(() => (isOver = true));
  while (!isOver) worst = Math.max(worst, timeOf(await world.api.send(health)));
  return Math.min(worst, most);
}
const health: Request = { method: 'GET', path: '/health' };

function timeOf({ sentAt, answeredAt }: Answer): number {
  return answeredAt - sentAt;
}

function timesText(endpoint: string, { times, overhead }: TimedAnswers): string {
  const table = new Table({ style: { head: [], border: [] }, colAligns: ['left', 'right'] });
  table.push(
    [`${endpoint}, at the same time`, String(times.length)],
    ['fastest (ms)', Math.min(...times).toFixed(1)],
    ['slowest (ms)', Math.max(...times).toFixed(1)],
    ['slowest undelayed request meanwhile (ms)', overhead.toFixed(1)],
  );
  return table.toString();
}

/** Sends a request until an answer is fast enough, so often at most, one after the other. */
export async function untilFast(
  world: TradingWorld,
  path: string,
  most: number,
): Promise<TimedAnswers> {
  const overhead = await wayToPlatform(world);
  const mark = latenessMark();
  const begun = performance.now();
  const taken: number[] = [];
  let target = path;
  while (taken.length < most && Math.min(...taken) >= promised.endpointDelay.min) {
    const answer = await world.api.send({ method: 'GET', path: target });
    taken.push(timeOf(answer));
    // Where it led to: a detour is a way of its own.
    target = world.api.access.pathOf(answer.url) ?? target;
  }
  const total = performance.now() - begun;
  return { times: taken, total, overhead, endpoint: path, late: latenessSince(mark) };
}

/** Round trips of which the quickest tells how long the way is. */
const roundTrips = 3;

/**
 * Milliseconds that a request takes for the way alone, over a connection of its own: there and back
 * to connect, to agree on the encryption, and to ask. An acknowledgement over a connection that there
 * is takes it once, and no time for anything else.
 */
async function wayToPlatform({ api, evidence }: TradingWorld): Promise<number> {
  const pilot = new Subscriber('the pilot', api.access, evidence);
  try {
    await pilot.connect();
    if (pilot.isPlain) await pilot.subscribe(); // which is what connects it
    const taken: number[] = [];
    for (let count = 0; count < roundTrips; count += 1) {
      const begun = performance.now();
      await pilot.roundTrip();
      taken.push(performance.now() - begun);
    }
    return (api.access.isEncrypted ? 3 : 2) * Math.min(...taken);
  } finally {
    pilot.leave();
  }
}
