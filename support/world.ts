import { randomUUID } from 'node:crypto';
import {
  setDefaultTimeout,
  setWorldConstructor,
  World,
  type IWorldOptions,
} from '@cucumber/cucumber';
import { Tester } from './actors/browser/tester';
import { deadlines } from './run/settings/deadlines';
import type { Health } from './contract/types';
import type { LookUp } from './checks/events';
import { Evidence } from './evidence/evidence';
import { fence } from './actions/fence';
import type { Generated } from './actions/generated/generated';
import type { Trial } from './actions/generated/trial';
import { brokenInvariants } from './checks/invariants';
import type { Listing } from './checks/lists';
import { Operator, type End, type Start } from './actors/operator';
import { OrdersApi, type Answer } from './platform/orders-api';
import type { Burst } from './load/burst';
import type { LoadRun } from './load/load-run';
import type { LoadScenario } from './load/report';
import type { OrderReference } from './parameter-types';
import type { Subscriber } from './actors/subscriber';
import type { TimedAnswers } from './checks/response-times';
import { Subscribers } from './actors/subscribers';
import type { Reply } from './checks/subscriptions';
import { Trader, type PlacedOrder } from './actors/trader';

/** What one scenario has at hand: an actor for each role, and what it has seen so far. */
export class TradingWorld extends World {
  readonly evidence = new Evidence();
  readonly operator = new Operator(this.evidence);
  readonly tester = new Tester(this.evidence);
  api: OrdersApi;
  trader: Trader;
  subscribers: Subscribers;
  /** Orders that the feature calls by a name. */
  readonly named = new Map<string, PlacedOrder>();
  /** What the last attempt was answered; more than one answer where it was made many times. */
  answers: Answer[] = [];
  private lastReply: Reply | undefined;
  private lastStart: Start | undefined;
  private lastEnd: End | undefined;
  private lastTimesOnTwo: [number[], number[]] | undefined;
  private lastBurst: Burst | undefined;
  private lastLoad: LoadRun | undefined;
  private ownLoadScenario: LoadScenario | undefined;
  private lastListing: Listing | undefined;
  private lastTimes: TimedAnswers | undefined;
  private lastTrial: Trial<Generated> | undefined;
  /** Milliseconds of the fastest of several answers. */
  fastest = Infinity;
  /** What the platform's health was before something happened. */
  healthBefore: Health | undefined;
  /** Look-ups made in the moment in which an event arrived. */
  readonly lookUps: LookUp[] = [];
  private readonly cleanUps: (() => unknown)[] = [];

  constructor(options: IWorldOptions) {
    super(options);
    const baseUrl = process.env.BASE_URL;
    if (!baseUrl) throw new Error('BASE_URL is not set: run the features with "npm run bdd".');
    this.api = new OrdersApi(baseUrl, this.evidence);
    this.trader = new Trader(this.api);
    this.subscribers = new Subscribers(baseUrl, this.evidence);
  }

  /** Has everybody who is yet to come deal with another platform. */
  moveTo(baseUrl: string): void {
    this.api = new OrdersApi(baseUrl, this.evidence);
    this.trader = new Trader(this.api);
    this.subscribers = new Subscribers(baseUrl, this.evidence);
  }

  /** The order that "the order" means: the one placed last. */
  get order(): PlacedOrder {
    const last = this.trader.orders.at(-1);
    if (last) return last;
    const refused = this.answers.at(-1);
    const why = refused ? `; the last answer was ${refused.status} ${refused.text}` : '';
    throw new Error(`No order has been placed in this scenario${why}.`);
  }

  /** The answer to the last thing that the trader tried. */
  get answer(): Answer {
    const last = this.answers.at(-1);
    if (!last) throw new Error('The trader has not asked for anything in this scenario.');
    return last;
  }

  /** Keeps what came of a `When`, so that a `Then` can look at it. */
  async tries(attempt: Promise<Answer> | Promise<Answer[]>): Promise<void> {
    this.answers = [await attempt].flat();
  }

  /** The answer to the last request for a subscription. */
  get reply(): Reply {
    return made(this.lastReply, 'No subscription has been asked for');
  }

  set reply(reply: Reply) {
    this.lastReply = reply;
  }

  /** How the last start of a platform by the operator ended. */
  get start(): Start {
    return made(this.lastStart, 'The operator has not started a platform');
  }

  set start(start: Start) {
    this.lastStart = start;
  }

  /** Times to execution on two platforms. */
  get timesOnTwo(): [number[], number[]] {
    return made(this.lastTimesOnTwo, 'No orders have been placed on two platforms');
  }

  set timesOnTwo(times: [number[], number[]]) {
    this.lastTimesOnTwo = times;
  }

  /** How the platform ended that the operator stopped. */
  get end(): End {
    return made(this.lastEnd, 'The operator has not stopped a platform');
  }

  set end(end: End) {
    this.lastEnd = end;
  }

  get listing(): Listing {
    return made(this.lastListing, 'Nothing has been listed');
  }

  set listing(listing: Listing) {
    this.lastListing = listing;
  }

  get burst(): Burst {
    return made(this.lastBurst, 'No orders have been placed at the same time');
  }

  set burst(burst: Burst) {
    this.lastBurst = burst;
  }

  /** The last burst that was followed to its end. */
  get load(): LoadRun {
    return made(this.lastLoad, 'No orders have been followed to their end');
  }

  set load(load: LoadRun) {
    this.lastLoad = load;
  }

  /** This scenario, if it measures a load. */
  get loadScenario(): LoadScenario {
    if (this.ownLoadScenario) return this.ownLoadScenario;
    throw new Error('A scenario that measures a load has to be tagged @load and @alone.');
  }

  set loadScenario(scenario: LoadScenario) {
    this.ownLoadScenario = scenario;
  }

  /** The generated input that was tried last. */
  get trial(): Trial<Generated> {
    return made(this.lastTrial, 'Nothing has been generated');
  }

  set trial(trial: Trial<Generated>) {
    this.lastTrial = trial;
  }

  get times(): TimedAnswers {
    return made(this.lastTimes, 'No times have been taken');
  }

  set times(times: TimedAnswers) {
    this.lastTimes = times;
  }

  /** The orders that a step speaks of. */
  ordersOf(reference: OrderReference): PlacedOrder[] {
    switch (reference.kind) {
      case 'last':
        return [this.order];
      case 'every':
        if (this.trader.orders.length === 0) throw new Error('No order has been placed.');
        return [...this.trader.orders];
      case 'named':
        return [this.orderNamed(reference.name)];
      case 'unknown':
        throw new Error('An unknown order can only be looked up, cancelled or subscribed to.');
    }
  }

  /** The identifiers that a step speaks of, also of an order that does not exist. */
  idsOf(reference: OrderReference): string[] {
    if (reference.kind === 'unknown') return [randomUUID()];
    return this.ordersOf(reference).map(({ order }) => order.orderId);
  }

  orderNamed(name: string): PlacedOrder {
    const found = this.named.get(name);
    if (found) return found;
    const names = [...this.named.keys()].join(', ') || 'none';
    throw new Error(`There is no order "${name}" in this scenario; orders by name: ${names}.`);
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
  async cleanUp(): Promise<string[]> {
    const actors = [this.operator, this.subscribers, this.tester];
    const cleanUps = [...actors.map((actor) => () => actor.leave()), ...this.cleanUps];
    const failures: string[] = [];
    for (const each of cleanUps.reverse())
      try {
        await each();
      } catch (error) {
        failures.push(`the clean-up failed: ${String(error)}`);
      }
    return failures;
  }

  /** Waits until everything sent so far has arrived at these subscribers; see {@link fence}. */
  async fence(subscribers: readonly Subscriber[], notBefore?: number): Promise<void> {
    await fence(this.api, this.evidence, subscribers, notBefore);
  }

  /** Everything that must hold after any scenario and does not, one line each. */
  brokenPromises(): string[] {
    return [
      ...this.evidence.brokenPromises(),
      ...brokenInvariants(this.subscribers.list(), this.evidence.answers()),
      ...this.evidence.unseenRefusals(),
      ...this.tester.brokenPromises(),
    ];
  }
}

function made<Thing>(thing: Thing | undefined, otherwise: string): Thing {
  if (thing === undefined) throw new Error(`${otherwise} in this scenario.`);
  return thing;
}

setWorldConstructor(TradingWorld);
setDefaultTimeout(deadlines.step);
