import { FailureError, Mistake, type Failure } from './contract/failure';
import { identifiersBeside } from './contract/identifiers';
import { handedOver } from './run/settings/handed-over';
import { printable, printableJson } from './evidence/printable';
import { randomUUID } from 'node:crypto';
import {
  setDefaultTimeout,
  setWorldConstructor,
  World,
  type IWorldOptions,
} from '@cucumber/cucumber';
import { Tester } from './actors/browser/tester';
import { Memory } from './evidence/memory';
import { Evidence } from './evidence/evidence';
import { Operator } from './actors/operator';
import { Access } from './platform/access';
import { OrdersApi } from './platform/orders-api';
import type { Answer } from './contract/messages';
import type { ClauseId } from './contract/clauses';
import { Subscribers } from './actors/subscribers';
import type { PlacedOrder } from './actors/placed-order';
import { unexpected, type Trader } from './actors/trader';
import { theTrader, Traders } from './actors/traders';

/** Which order, or orders, a step speaks of. */
export type OrderReference =
  | { kind: 'last'; isInCapitals?: boolean }
  | { kind: 'every' }
  | { kind: 'unknown' }
  /** Whatever differs from the last one's identifier in one digit. */
  | { kind: 'beside' }
  | { kind: 'identifier'; id: string }
  | { kind: 'named'; name: string };

/** What one scenario has at hand: an actor for each role, and what it has seen so far. */
export class TradingWorld extends World {
  readonly evidence = new Evidence();
  /** What came of the last `When`, by topic; answers over REST stand in {@link answers}. */
  readonly memory = new Memory();
  readonly operator = new Operator(this.evidence);
  readonly tester = new Tester(this.evidence);
  api: OrdersApi;
  readonly traders: Traders;
  readonly subscribers: Subscribers;
  /** Orders that the feature calls by a name. */
  readonly named = new Map<string, PlacedOrder>();
  /** What the last attempt was answered; more than one answer where it was made many times. */
  answers: Answer[] = [];
  private readonly cleanUps: (() => unknown)[] = [];

  constructor(options: IWorldOptions) {
    super(options);
    const { attach } = this;
    // Whatever leaves a scenario leaves it by this, or by an error.
    const printed = (data: unknown, ...others: [never]) =>
      attach(forReports(data, others[0]) as never, ...others);
    Object.assign(this, { attach: printed });
    const address = handedOver('PLATFORM_ADDRESS');
    if (!address) throw new Error('No platform is there: run the features with "npm run bdd".');
    const access = Access.underTest(address);
    this.api = new OrdersApi(access, this.evidence);
    this.traders = new Traders(this.api);
    this.subscribers = new Subscribers(access, this.evidence);
  }

  /** Has everybody who is yet to come deal with another platform, one of the suite's own. */
  moveTo(baseUrl: string): void {
    const access = new Access(baseUrl);
    this.api = new OrdersApi(access, this.evidence);
    this.traders.moveTo(this.api);
    this.subscribers.moveTo(access);
  }

  /** The trader of a scenario that needs no other. */
  get trader(): Trader {
    return this.traders.get(theTrader);
  }

  /** The order that "the order" means: the one placed last. */
  get order(): PlacedOrder {
    const last = this.trader.orders.at(-1);
    if (last) return last;
    const refused = this.answers.at(-1);
    if (refused === undefined) throw new Mistake('No order has been placed in this scenario.');
    this.evidence.seen(refused);
    throw unexpected('PLACE-1', 'a valid order is not accepted', '201 and the order', refused);
  }

  /** The answer to the last thing that the trader tried. */
  get answer(): Answer {
    const last = this.answers.at(-1);
    if (!last) throw new Mistake('The trader has not asked for anything in this scenario.');
    return last;
  }

  /** Why its steps have failed so far. */
  readonly failures: Failure[] = [];
  /** The clauses that the scenario's rule names. */
  clauses: readonly ClauseId[] = [];

  /** The clause that the rule is about where it is one, or else the one that a check would blame. */
  clauseAmong(blamed: ClauseId): ClauseId {
    const [only, ...others] = this.clauses;
    return only !== undefined && others.length === 0 ? only : blamed;
  }

  /** The clause by which the platform bears what has been done to it: it is broken if nobody is answered any more. */
  burden: ClauseId | undefined;

  /** Keeps what came of a `When`, so that a `Then` can look at it. */
  async tries(attempt: Promise<Answer> | Promise<Answer[]>): Promise<void> {
    try {
      this.answers = [await attempt].flat();
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      const { burden } = this;
      throw new FailureError(
        error.failures.map((each) => ({ ...each, clause: each.clause ?? burden })),
      );
    }
  }

  /** The orders that a step speaks of. */
  ordersOf(reference: OrderReference): PlacedOrder[] {
    switch (reference.kind) {
      case 'last':
        return [this.order];
      case 'every':
        if (this.trader.orders.length === 0) throw new Mistake('No order has been placed.');
        return [...this.trader.orders];
      case 'named':
        return [this.orderNamed(reference.name)];
      case 'unknown':
      case 'beside':
      case 'identifier':
        throw new Mistake('An unknown order can only be looked up, cancelled or subscribed to.');
    }
  }

  /** The identifiers that a step speaks of, also of an order that does not exist. */
  idsOf(reference: OrderReference): string[] {
    if (reference.kind === 'unknown') return [randomUUID()];
    if (reference.kind === 'identifier') return [reference.id];
    if (reference.kind === 'beside') return identifiersBeside(this.order.order.orderId);
    const ids = this.ordersOf(reference).map(({ order }) => order.orderId);
    const isInCapitals = reference.kind === 'last' && reference.isInCapitals;
    return isInCapitals ? ids.map((each) => each.toUpperCase()) : ids;
  }

  /** Milliseconds after which the scenario has an order executed, where it says so. */
  executesAfter(orderId: string): number | undefined {
    return this.trader.orders.find(({ order }) => order.orderId === orderId)?.executesAfter;
  }

  orderNamed(name: string): PlacedOrder {
    const found = this.named.get(name);
    if (found) return found;
    const names = [...this.named.keys()].join(', ') || 'none';
    throw new Mistake(`There is no order "${name}" in this scenario; orders by name: ${names}.`);
  }

  /** The name of an order in the feature, or its identifier where it has none. */
  nameOf(orderId: string): string {
    for (const [name, { order }] of this.named) if (order.orderId === orderId) return name;
    return orderId;
  }

  /** Does something after the scenario, last in, first out. */
  afterwards(cleanUp: () => unknown): void {
    this.cleanUps.push(cleanUp);
  }

  /** Leaves nothing behind. @returns what went wrong with that */
  async cleanUp(): Promise<Failure[]> {
    const actors = [this.operator, this.subscribers, this.tester];
    const cleanUps = [...actors.map((actor) => () => actor.leave()), ...this.cleanUps];
    const failures: Failure[] = [];
    for (const each of cleanUps.reverse())
      try {
        await each();
      } catch (error) {
        failures.push({ kind: 'suite', sentence: `the clean-up failed: ${String(error)}` });
      }
    return failures;
  }
}

/** @param kind what an attachment is told to be: its media type, by itself or among other things */
function forReports(data: unknown, kind: string | { mediaType: string } | undefined): unknown {
  if (typeof data !== 'string') return data;
  const mediaType = typeof kind === 'object' ? kind.mediaType : (kind ?? '');
  return /[/+]json$/.test(mediaType) ? printableJson(data) : printable(data);
}

setWorldConstructor(TradingWorld);
setDefaultTimeout(-1); // every step has a limit of its own, which says what it waited for
