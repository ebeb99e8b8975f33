import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import type { OrderStatusEvent, SubscribeAnswer } from '../../../support/contract/types';
import type { Ask, Client, Follower, Line, Tampering } from '../fault';
import { lateAnswers, lateEvents } from './in-time';
import { answer } from '../tools';

const later = 20;
const over = () => pause(2 * later);
const event = (sequence: number, orderId = 'A') => ({ sequence, orderId }) as OrderStatusEvent;
const everything: Ask = { name: 'subscribe', payload: [] };
const nothing: Ask = { name: 'unsubscribe', payload: [] };
const after = (sequence: number): Ask => ({
  ...everything,
  payload: [{ since: { epoch: 'e', sequence } }],
});
const confirmed = (sequence: number, room = 'orders'): SubscribeAnswer => ({
  ...{ ok: true, room, epoch: 'e', sequence },
});

describe('events that come later than answers', () => {
  let follower: Follower;
  let late: Required<Pick<Tampering, 'event' | 'reply'>>;
  let clients: Set<Client>;

  /** Somebody who has been confirmed for rooms, and the numbers of what has been told later. */
  function client(...rooms: string[]) {
    const told: number[] = [];
    const made = {
      rooms: new Set(rooms),
      tell: ({ sequence }: OrderStatusEvent) => told.push(sequence),
    } as unknown as Client;
    clients.add(made);
    return { made, told, rooms: made.rooms as Set<string> };
  }

  /** Something happens on the platform, and comes to who listens. */
  function happens(each: OrderStatusEvent, ...listening: Client[]): number[] {
    follower.event(each);
    return listening.flatMap((one) => late.event(each, one)).map(({ sequence }) => sequence);
  }

  beforeEach(() => {
    clients = new Set();
    const line = { clients, follow: (each: Follower) => (follower = each) } as unknown as Line;
    late = lateEvents(line, later) as typeof late;
    follower.begins(3);
  });

  it('come in their order, and at once where they are old', async () => {
    const { made, told } = client('orders');
    expect(happens(event(4), made)).to.deep.equal([]);
    expect(happens(event(5), made)).to.deep.equal([]);
    await over();
    expect(told).to.deep.equal([4, 5]);
    expect(late.event(event(5), made)).to.deep.equal([event(5)]);
  });

  it('come to who subscribes in between, whose answer begins before them', async () => {
    happens(event(4));
    happens(event(5, 'B'));
    const { made, told, rooms } = client();
    expect(late.reply(confirmed(6, 'order:A'), everything, made)).to.include({ sequence: 3 });
    rooms.add('order:A');
    follower.event(event(6)); // which the answer knew of already
    await over();
    expect(told).to.deep.equal([4, 6]);
  });

  it('do not come to who has unsubscribed in between', async () => {
    const { made, told } = client('orders', 'order:B');
    happens(event(4), made);
    happens(event(5, 'B'), made);
    late.reply({ ok: true, room: 'orders' }, nothing, made);
    await over();
    expect(told).to.deep.equal([5]);
  });

  it('come at once, and once, where they are replayed', async () => {
    const { made, told } = client('orders');
    happens(event(4), made);
    expect(late.reply(confirmed(4), after(2), made)).to.include({ sequence: 4 });
    expect(late.event(event(4), made)).to.deep.equal([event(4)]);
    await over();
    expect(told).to.deep.equal([]);
  });

  it('come once to who had them later and asks for all that was missed', async () => {
    happens(event(4));
    const { made, told, rooms } = client();
    late.reply(confirmed(4, 'order:A'), everything, made);
    rooms.add('order:A');
    await over();
    expect(told).to.deep.equal([4]);
    const replayed = { ...confirmed(6), replayed: 3, complete: true };
    expect(late.reply(replayed, after(3), made)).to.include({ replayed: 2 });
    const passed = [4, 5, 6].flatMap((each) =>
      late.event(event(each, each === 4 ? 'A' : 'B'), made),
    );
    expect(passed.map(({ sequence }) => sequence)).to.deep.equal([5, 6]);
  });
});

describe('answers that come later than events', () => {
  it('come as they are', async () => {
    const given = answer(200, []);
    const began = performance.now();
    const request = { method: 'GET', path: '/orders', headers: {}, body: Buffer.of() };
    const { rest } = lateAnswers(undefined, later);
    expect(await rest?.(request, () => Promise.resolve(given))).to.equal(given);
    expect(performance.now() - began).to.be.above(later - 2);
  });
});
