import { expect } from 'chai';
import type { OrderStatusEvent } from '../contract/types';
import type { Due, Received } from '../evidence/received';
import { judged, reconcile, theWitness, type Stretch } from './reconciling';

/** Every other number, since sequences need only rise. */
const of = (sequence: number, orderId = 'a', more: Partial<OrderStatusEvent> = {}) =>
  ({ sequence, orderId, orderStatus: 'PENDING', ...more }) as OrderStatusEvent;
const all = [of(12, 'a'), of(14, 'b'), of(16, 'a'), of(18, 'b')];
const stretch = (events = all, more: Partial<Stretch> = {}): Stretch => ({
  ...{ epoch: 'e', after: 10, upTo: 18, known: events.map((event) => ({ at: 100, event })) },
  ...more,
});
const whole: Due = { room: 'orders', epoch: 'e', after: 10, upTo: 18 };

function received(events: OrderStatusEvent[], ...due: Due[]): Received {
  return {
    events: events.map((event) => ({ epoch: 'e', event })),
    subscribers: [{ name: 'Risk', had: [...events.keys()], due }],
  };
}
const told = (events: OrderStatusEvent[], due: Due, ...stretches: Stretch[]) => {
  const { failures, disagreements } = reconcile(received(events, due), stretches);
  const alone = judged(disagreements.map((disagreement) => ({ attempt: 'x', disagreement })));
  return [...failures, ...alone.map(({ failure }) => failure)].map(
    ({ clause, sentence, order }) => `${clause} ${order}: ${sentence}`,
  );
};
const leftOut = 'an event is left out between others that a subscriber gets';

describe('subscribers reconciled with the witness', () => {
  it('have what it has, in all rooms', () => {
    expect(told(all, whole, stretch())).to.deep.equal([]);
    const own = { ...whole, room: 'order:a' };
    expect(told([of(12), of(16)], own, stretch())).to.deep.equal([]);
  });

  it('lack nothing before their subscription began, and nothing after the last that it brought', () => {
    expect(told([of(14, 'b')], { ...whole, after: 12, upTo: 14 }, stretch())).to.deep.equal([]);
  });

  it('lack an event of whomever that is left out', () => {
    const [first, , ...others] = all;
    expect(told([first, ...others], whole, stretch())).to.deep.equal([`EVENT-1 b: ${leftOut}`]);
    expect(told([of(16)], { ...whole, room: 'order:a', upTo: 16 }, stretch())).to.deep.equal([
      `EVENT-1 a: ${leftOut}`,
    ]);
  });

  it('began too early where they lack what had happened before they asked', () => {
    const asked = { at: 101, clause: 'SIO-2' } as const;
    expect(told(all.slice(1), { ...whole, asked }, stretch())).to.deep.equal([
      'SIO-2 a: a subscription does not begin where its answer says',
    ]);
    expect(told(all.slice(1), { ...whole, asked: { ...asked, at: 99 } }, stretch())).to.deep.equal([
      `EVENT-1 a: ${leftOut}`,
    ]);
  });

  it('have an event too many, where it would have had to know of it', () => {
    const more = [...all, of(20, 'c')];
    expect(told(more, { ...whole, upTo: 20 }, stretch())).to.deep.equal([]);
    expect(told(more, { ...whole, upTo: 20 }, stretch(all, { upTo: Infinity }))).to.deep.equal([
      'EVENT-1 c: a subscriber gets an event that nobody else gets',
    ]);
    expect(told([of(13, 'c'), ...all], whole, stretch())).to.deep.equal([
      'EVENT-1 c: a subscriber gets an event that nobody else gets',
    ]);
  });

  it('have an event otherwise, or another with its number', () => {
    const late = { ...all[1], occurredAt: 'later' };
    expect(told([all[0], late, ...all.slice(2)], whole, stretch())).to.deep.equal([
      'EVENT-3 b: two subscribers are told different things of one event',
    ]);
    expect(told([all[0], of(14, 'c'), ...all.slice(2)], whole, stretch())).to.deep.equal([
      'EVENT-2 c: two events have the same sequence',
    ]);
  });

  it('are asked for nothing across a gap of its own, in another epoch, or before it came', () => {
    const gap = [stretch([of(12)], { upTo: 12 }), stretch([of(18, 'b')], { after: 16, upTo: 18 })];
    expect(told([of(12), of(14), of(18, 'b')], whole, ...gap)).to.deep.equal([]);
    expect(told([of(18, 'b')], whole, stretch(all, { epoch: 'f' }))).to.deep.equal([]);
    expect(told([of(8), of(18, 'b')], { ...whole, after: 7 }, stretch([all[3]], { after: 16 }))).to.deep.equal([]); // prettier-ignore
    expect(told([of(18, 'b')], whole)).to.deep.equal([]);
  });

  it('are of the epoch of the run where nobody has said of which, if there was one alone', () => {
    const anonymous = (...stretches: Stretch[]) => {
      const own = received([all[0], all[3]], { ...whole, epoch: undefined });
      for (const each of own.events) each.epoch = undefined;
      return reconcile(own, stretches).failures.length;
    };
    expect(anonymous(stretch())).to.equal(2);
    expect(anonymous(stretch(), stretch(all, { epoch: 'f' }))).to.equal(0);
  });
});

describe('where subscribers and the witness disagree', () => {
  const disagreement = (subscriber: string, had: OrderStatusEvent, known?: OrderStatusEvent) => ({
    attempt: subscriber,
    disagreement: { subscriber, epoch: 'e', had, known },
  });

  it('the witness is wrong if several say the same', () => {
    const both = judged([disagreement('Risk', of(12)), disagreement('Desk', of(12))]);
    expect(both.map(({ attempt, failure }) => [attempt, failure.clause, failure.subscriber]))
      .to //
      .deep.equal([
        ['Risk', 'EVENT-1', theWitness],
        ['Desk', 'EVENT-1', theWitness],
      ]);
    const [first] = judged([
      disagreement('Risk', of(12, 'a'), of(12, 'a', { quantity: 2 })),
      disagreement('Desk', of(12, 'a'), of(12, 'a', { quantity: 2 })),
    ]);
    expect(first?.failure).to.include({ clause: 'EVENT-3', subscriber: theWitness });
    expect(first?.failure.seen).to.include('"quantity":2');
  });

  it('a subscriber is wrong that is alone', () => {
    const alone = judged([disagreement('Risk', of(12)), disagreement('Desk', of(14))]);
    expect(alone.map(({ failure }) => failure.subscriber)).to.deep.equal(['Risk', 'Desk']);
  });
});
