import { lastReply, type Transports } from '../support/actors/subscriber';
import { Given, Then, When } from '@cucumber/cucumber';
import { expect } from 'chai';
import type { OrderStatus } from '../support/contract/types';
import { untilExecuted } from '../support/actions/lifecycle';
import { lookUpOnEvents } from '../support/actions/look-ups';
import type { OrderReference, TradingWorld } from '../support/world';
import type { FieldValue } from '../support/actions/request-bodies';
import { theClient, theSubscriber } from '../support/actors/subscribers';
import { expectConfirmation, expectSubscriptionRefused } from '../support/checks/subscriptions';
import { loseConnection, receiveOwnEvent } from '../support/actions/connections';

Given('{newSubscriber} to all orders', async function (this: TradingWorld, name: string) {
  await this.subscribers.subscribe(name);
});

Given(
  '{newSubscriber} to {order}',
  async function (this: TradingWorld, name: string, order: OrderReference) {
    await this.subscribers.subscribe(name, this.idsOf(order)[0]);
  },
);

Given(
  'a subscriber to all orders over {transport}',
  async function (this: TradingWorld, transports: Transports) {
    await this.subscribers.subscribe(theSubscriber, undefined, transports);
  },
);

Given('a subscriber to all orders that has received an event', async function (this: TradingWorld) {
  const subscriber = await this.subscribers.subscribe(theSubscriber);
  await receiveOwnEvent(this, subscriber);
});

Given('a subscriber to all orders that wanted no answer', async function (this: TradingWorld) {
  const subscriber = await this.subscribers.connect(theSubscriber);
  await subscriber.subscribeUnanswered();
});

Given(
  'a subscriber to {order} that wanted no answer',
  async function (this: TradingWorld, order: OrderReference) {
    const subscriber = await this.subscribers.connect(theSubscriber);
    await subscriber.subscribeUnanswered(this.idsOf(order)[0]);
  },
);

Given(
  'a subscriber that looks up every order the moment its event arrives',
  async function (this: TradingWorld) {
    await lookUpOnEvents(this, await this.subscribers.subscribe(theSubscriber));
  },
);

Given('a connected client', async function (this: TradingWorld) {
  await this.subscribers.connect(theClient);
});

Given(
  '{subscriber} has subscribed to {order} as well',
  async function (this: TradingWorld, name: string, order: OrderReference) {
    const [orderId = ''] = this.idsOf(order);
    expectConfirmation(await this.subscribers.get(name).subscribe({ orderId }), orderId);
  },
);

Given('the client has been refused a subscription', async function (this: TradingWorld) {
  const answer = await this.subscribers.get(theClient).ask('subscribe', { orderId: '42' });
  expectSubscriptionRefused(answer, 'orderId');
});

Given('{subscriber} has lost the connection', async function (this: TradingWorld, name: string) {
  await loseConnection(this, this.subscribers.get(name));
});

Given(
  '{order} has become EXECUTED while {subscriber} had lost the connection',
  async function (this: TradingWorld, order: OrderReference, name: string) {
    await loseConnection(this, this.subscribers.get(name));
    await untilExecuted(this, this.ordersOf(order));
  },
);

Given('{subscriber} has reconnected', async function (this: TradingWorld, name: string) {
  await this.subscribers.get(name).connect();
});

Given('{subscriber} has left', function (this: TradingWorld, name: string) {
  this.subscribers.get(name).leave();
});

When('{subscriber} reconnects', async function (this: TradingWorld, name: string) {
  await this.subscribers.get(name).connect();
});

When('{subscriber} unsubscribes', async function (this: TradingWorld, name: string) {
  expect(await this.subscribers.get(name).unsubscribe()).to.include({ ok: true, room: 'orders' });
});

When(
  '{subscriber} unsubscribes from {order}',
  async function (this: TradingWorld, name: string, order: OrderReference) {
    const [orderId = ''] = this.idsOf(order);
    const answer = await this.subscribers.get(name).unsubscribe({ orderId });
    expect(answer).to.include({ ok: true, room: `order:${orderId}` });
  },
);

When(
  'the client subscribes with {fieldValue}',
  async function (this: TradingWorld, { json = '' }: FieldValue) {
    this.memory.keep(
      lastReply,
      await this.subscribers.get(theClient).ask('subscribe', JSON.parse(json)),
    );
  },
);

When('the client subscribes with bytes', async function (this: TradingWorld) {
  this.memory.keep(
    lastReply,
    await this.subscribers.get(theClient).ask('subscribe', Buffer.from('{}')),
  );
});

When('the client subscribes with two requests in one', async function (this: TradingWorld) {
  this.memory.keep(lastReply, await this.subscribers.get(theClient).request('subscribe', {}, {}));
});

When(
  'the client unsubscribes with {fieldValue}',
  async function (this: TradingWorld, { json = '' }: FieldValue) {
    this.memory.keep(
      lastReply,
      await this.subscribers.get(theClient).ask('unsubscribe', JSON.parse(json)),
    );
  },
);

When(
  'the client subscribes to {order}',
  async function (this: TradingWorld, order: OrderReference) {
    const [orderId = ''] = this.idsOf(order);
    this.memory.keep(
      lastReply,
      await this.subscribers.get(theClient).ask('subscribe', { orderId }),
    );
  },
);

Then('the subscription should be confirmed for all orders', function (this: TradingWorld) {
  expectConfirmation(this.memory.of(lastReply));
});

Then(
  'the subscription should be confirmed for {order}',
  function (this: TradingWorld, order: OrderReference) {
    expectConfirmation(this.memory.of(lastReply), this.idsOf(order)[0]);
  },
);

Then(
  'the confirmation should show {order} as {orderStatus}',
  function (this: TradingWorld, order: OrderReference, orderStatus: OrderStatus) {
    const [orderId] = this.idsOf(order);
    expect(this.memory.of(lastReply))
      .to.have.property('order')
      .that.includes({ orderId, orderStatus });
  },
);

Then(
  'the subscription should be refused naming {string}',
  function (this: TradingWorld, reason: string) {
    expectSubscriptionRefused(this.memory.of(lastReply), reason);
  },
);
