import { Given, Then, When } from '@cucumber/cucumber';
import { untilExecuted } from '../support/actions/lifecycle';
import {
  askingFor,
  loseConnection,
  type Movement,
  movements,
  type Room,
  type WayToSubscribe,
  waysToSubscribe,
} from '../support/actions/subscribing';
import { type Asking, replies, type Subscriber } from '../support/actors/subscriber';
import { theClient } from '../support/actors/subscribers';
import {
  expectConfirmation,
  expectConfirmationOf,
  expectSubscriptionRefused,
} from '../support/checks/subscriptions';
import type { OrderStatus } from '../support/contract/types';
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
  '{order} has become EXECUTED while {subscriber} had lost the connection',
  async function (this: TradingWorld, order: OrderReference, name: string) {
    await askEach(this, name, (each) => loseConnection(this, each));
    await untilExecuted(this, this.ordersOf(order));
  },
);

When(
  '{subscriber} {movement}',
  async function (this: TradingWorld, name: string, movement: Movement) {
    await askEach(this, name, async (each) => movements[movement](this, each));
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

function askEach<Result>(
  { subscribers }: TradingWorld,
  name: string,
  ask: (subscriber: Subscriber) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(subscribers.named(name).map(ask));
}
