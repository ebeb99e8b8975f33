import { Given, Then, When } from '@cucumber/cucumber';
import { become } from '../support/actions/lifecycle';
import {
  askingFor,
  type Loss,
  losses,
  type Movement,
  movements,
  type Room,
  type WayToSubscribe,
  waysToSubscribe,
} from '../support/actions/subscribing';
import {
  type Answered,
  type Asking,
  replies,
  type Reply,
  type Subscriber,
} from '../support/actors/subscriber';
import { theClient } from '../support/actors/subscribers';
import {
  expectConfirmation,
  expectConfirmationOf,
  expectSubscriptionRefused,
} from '../support/checks/subscriptions';
import { askWhilePlacing, type Beginning, placeOf } from '../support/actions/replaying';
import { expectReplay, expectSameEpoch, expectToldOfGap } from '../support/checks/replays';
import { expectLetGo, expectLetGoWith } from '../support/checks/connections';
import type { Transport } from '../support/platform/connections/transports';
import { shakeHands } from '../support/platform/connections/websocket-connection';
import { feedPath } from '../support/contract/feed';
import type { OrderStatus } from '../support/contract/types';
import { withDigits } from '../support/tables/cells';
import type { OrderReference, TradingWorld } from '../support/world';

Given('{newSubscriber} to {room}', async function (this: TradingWorld, name: string, room: Room) {
  await this.subscribers.subscribe(name, askingFor(this, room)?.orderId);
});

Given(
  '{newSubscriber} to {room} {way}',
  async function (this: TradingWorld, name: string, room: Room, way: WayToSubscribe) {
    await waysToSubscribe[way](this, name, askingFor(this, room)?.orderId);
  },
);

Given(
  '{newSubscriber} to {room} over {transport}',
  async function (this: TradingWorld, name: string, room: Room, transport: Transport) {
    await this.subscribers.subscribe(name, askingFor(this, room)?.orderId, { transport });
  },
);

Given(
  '{newSubscriber} (subscribes )to {room} over {transport}, after {beginning}',
  async function (
    this: TradingWorld,
    name: string,
    room: Room,
    transport: Transport,
    beginning: Beginning,
  ) {
    const since = await placeOf(this, beginning);
    await this.subscribers.subscribe(name, askingFor(this, room)?.orderId, { transport }, since);
  },
);

When(
  '{subscriber} subscribes to {room} as well, after {beginning}',
  async function (this: TradingWorld, name: string, room: Room, beginning: Beginning) {
    const asked = { ...askingFor(this, room), since: await placeOf(this, beginning) };
    for (const reply of await askEach(this, name, (each) => each.subscribe(asked)))
      expectConfirmation(reply, asked.orderId);
  },
);

When('a client connects to the feed with {string}', async function (this: TradingWorld, query) {
  const path = `${feedPath}?${withDigits(query as string)}`;
  await this.tries(shakeHands(this.api.access, path, this.evidence));
});

When(
  '{int} orders are placed while {int} clients over {transport} ask for what came after {beginning}',
  async function (
    this: TradingWorld,
    count: number,
    clients: number,
    transport: Transport,
    beginning: Beginning,
  ) {
    await askWhilePlacing(this, count, { clients, transport, beginning });
  },
);

Given('a connected client', async function (this: TradingWorld) {
  await this.subscribers.connect(theClient);
});

Given(
  '{subscriber} has subscribed to {room} as well',
  async function (this: TradingWorld, name: string, room: Room) {
    const asked = askingFor(this, room);
    for (const reply of await askEach(this, name, (each) => each.subscribe(asked)))
      expectConfirmation(reply, asked?.orderId);
  },
);

Given(
  '{subscriber} has been refused a subscription',
  async function (this: TradingWorld, name: string) {
    const asked = { orderId: '42' };
    for (const reply of await askEach(this, name, (each) => each.subscribe(asked)))
      expectSubscriptionRefused(reply, 'orderId');
  },
);

Given(
  '{order} has become {orderStatus} while {subscriber} had {loss}',
  async function (
    this: TradingWorld,
    order: OrderReference,
    status: OrderStatus,
    name: string,
    loss: Loss,
  ) {
    await ofEach(this, name, (each) => losses[loss](each));
    await become(this, this.ordersOf(order), status);
  },
);

Given('{subscriber} has {loss}', async function (this: TradingWorld, name: string, loss: Loss) {
  await ofEach(this, name, (each) => losses[loss](each));
});

When(
  '{subscriber} {movement}',
  async function (this: TradingWorld, name: string, movement: Movement) {
    await ofEach(this, name, async (each) => movements[movement](this, each));
  },
);

Given(
  '{subscriber} has unsubscribed from {room}',
  async function (this: TradingWorld, name: string, room: Room) {
    const asked = askingFor(this, room);
    for (const reply of await askEach(this, name, (each) => each.unsubscribe(asked)))
      expectConfirmation(reply, asked?.orderId);
  },
);

When(
  '{subscriber} {asks} with {payload}',
  async function (this: TradingWorld, name: string, asking: Asking, payload: unknown[]) {
    this.memory.keep(replies, await askEach(this, name, (each) => each.ask(asking, ...payload)));
  },
);

When(
  '{subscriber} subscribes to {room}',
  async function (this: TradingWorld, name: string, room: Room) {
    const asked = askingFor(this, room);
    this.memory.keep(replies, await askEach(this, name, (each) => each.subscribe(asked)));
  },
);

Then('the subscription should be confirmed for {room}', function (this: TradingWorld, room: Room) {
  const asked = askingFor(this, room);
  for (const reply of this.memory.of(replies)) expectConfirmation(reply, asked?.orderId);
});

Then(
  'the confirmation should show {order} as {orderStatus}',
  function (this: TradingWorld, order: OrderReference, orderStatus: OrderStatus) {
    const [orderId = ''] = this.idsOf(order);
    for (const reply of this.memory.of(replies)) expectConfirmationOf(reply, orderId, orderStatus);
  },
);

Then(
  'the subscription should be refused naming {string}',
  function (this: TradingWorld, reason: string) {
    for (const reply of this.memory.of(replies)) expectSubscriptionRefused(reply, reason);
  },
);

Then(
  '{subscriber} should have received what it had missed',
  async function (this: TradingWorld, name: string) {
    for (const each of this.subscribers.named(name)) await expectReplay(this, each);
  },
);

Then('all subscribers should have been told the same epoch', function (this: TradingWorld) {
  expectSameEpoch(this.subscribers.all());
});

Then('{subscriber} should have been told of a gap', function (this: TradingWorld, name: string) {
  this.subscribers.named(name).forEach(expectToldOfGap);
});

Then(
  '{subscriber} (should be)(has been) let go within {duration}',
  async function (this: TradingWorld, name: string, ms: number) {
    for (const each of this.subscribers.named(name)) await expectLetGo(each, ms);
  },
);

Then(
  '{subscriber} should be let go with code {int}',
  async function (this: TradingWorld, name: string, code: number) {
    for (const each of this.subscribers.named(name)) await expectLetGoWith(each, code);
  },
);

/** The replies to all whom a step speaks of. */
function askEach(
  world: TradingWorld,
  name: string,
  ask: (subscriber: Subscriber) => Promise<Reply>,
): Promise<Answered[]> {
  return ofEach(world, name, async (subscriber) => ({ subscriber, reply: await ask(subscriber) }));
}

function ofEach<Result>(
  { subscribers }: TradingWorld,
  name: string,
  what: (subscriber: Subscriber) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(subscribers.named(name).map(what));
}
