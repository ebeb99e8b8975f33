import { claim } from '../contract/claims';
import { Mistake } from '../contract/failure';
import { isSameIdentifier } from '../contract/identifiers';
import type { Evidence } from '../evidence/evidence';
import type { Since } from '../contract/types';
import type { Access } from '../platform/access';
import { Subscriber, type WayToConnect } from './subscriber';

/** A name for the one subscriber of a scenario that needs no other. */
export const theSubscriber = 'the subscriber';

/** A name for the one client of a scenario that connects before it asks for anything. */
export const theClient = 'the client';

/** What a step says that speaks of all of them. */
export const everySubscriber = 'every subscriber';

/** The subscribers of a scenario, by name. */
export class Subscribers {
  private readonly byName = new Map<string, Subscriber>();
  /** Those of the platforms before. They are nobody that a step could mean, and judged all the same. */
  private readonly former: Subscriber[] = [];
  /** Those that are judged by themselves, and nobody that a step could mean. */
  private readonly apart: Subscriber[] = [];

  constructor(
    private access: Access,
    private readonly evidence: Evidence,
  ) {}

  /** Has everybody who is yet to come connect to another platform. */
  moveTo(access: Access): void {
    this.former.push(...this.byName.values());
    this.byName.clear();
    this.access = access;
  }

  /** Whether they connect without a detour, as whoever measures time has to. */
  areDirect = false;

  /** Connects a client that has not yet asked for anything. */
  async connect(name: string, way: WayToConnect = {}): Promise<Subscriber> {
    if (this.byName.has(name)) throw new Mistake(`There is a ${name} already.`);
    const subscriber = new Subscriber(name, this.access, this.evidence, {
      ...{ hasNetwork: !this.areDirect, ...way },
    });
    this.byName.set(name, subscriber);
    await subscriber.connect();
    return subscriber;
  }

  /** Connects a client and subscribes it to all orders, or to one. */
  async subscribe(
    name: string,
    orderId?: string,
    way: WayToConnect = {},
    since?: Since,
  ): Promise<Subscriber> {
    const subscriber = await this.connect(name, way);
    const asked = { ...(orderId !== undefined && { orderId }), ...(since && { since }) };
    const answer = await subscriber.subscribe(Object.keys(asked).length > 0 ? asked : undefined);
    if (!answer.ok) throw subscriber.refused(answer.error, orderId);
    const room = orderId === undefined ? 'orders' : `order:${orderId}`;
    const { confirmation } = subscriber.promises;
    claim(
      confirmation,
      'a subscription is confirmed for another room',
      isSameIdentifier(answer.room, room),
      {
        ...{ expected: room, seen: answer.room, subscriber: name, order: orderId },
      },
    );
    return subscriber;
  }

  /** @throws Error that lists the names there are, when this one is not among them */
  get(name: string): Subscriber {
    const found = this.byName.get(name);
    if (found) return found;
    const names = [...this.byName.keys()].join(', ') || 'nobody';
    throw new Mistake(`There is no ${name} in this scenario; connected so far: ${names}.`);
  }

  /** Those that a step speaks of: one by name, or everybody. */
  named(name: string): Subscriber[] {
    return name === everySubscriber ? this.all() : [this.get(name)];
  }

  all(): [Subscriber, ...Subscriber[]] {
    const [first, ...others] = this.byName.values();
    if (!first) throw new Mistake('There is no subscriber in this scenario.');
    return [first, ...others];
  }

  /** Everybody there is and was, on whatever platform, which may be nobody. */
  list(): Subscriber[] {
    return [...this.former, ...this.byName.values()];
  }

  /** Has somebody be one of them that is judged apart. */
  addApart(subscriber: Subscriber): void {
    this.apart.push(subscriber);
  }

  /** Everybody who may have received anything, those that are judged apart as well. */
  everybody(): Subscriber[] {
    return [...this.list(), ...this.apart];
  }

  leave(): void {
    for (const each of this.everybody()) each.close();
  }
}
