import { expect } from 'chai';
import type { OrderStatusEvent } from '../contract/types';
import { Evidence } from './evidence';
import type { Answer } from '../contract/messages';

const answer = (status: number, orderId = 'own'): Answer => ({
  request: { method: 'POST', path: '/orders', headers: { 'Idempotency-Key': 'k' }, body: '{}' },
  url: 'http://platform/orders',
  status,
  headers: { 'content-type': 'application/json', connection: 'close' },
  text: JSON.stringify({ orderId }),
  body: { orderId },
  sentAt: performance.now(),
  answeredAt: performance.now() + 5,
});

const event = (orderId: string) =>
  ({
    sequence: 4,
    orderId,
    orderStatus: 'PENDING',
    side: 'BUY',
    quantity: 1,
    symbol: 'X',
  }) as OrderStatusEvent;

describe('the evidence', () => {
  it('remembers a refusal until a step has looked at it', () => {
    const evidence = new Evidence();
    const refusal = answer(409);
    evidence.answer(answer(201));
    evidence.answer(refusal);
    expect(evidence.unseenRefusals()).to.have.lengthOf(1);
    expect(evidence.unseenRefusals()[0]?.clause).to.equal('PLACE-1');
    expect(evidence.unseenRefusals()[0]?.seen).to.match(/^409 /);
    evidence.seen(refusal);
    expect(evidence.unseenRefusals()).to.deep.equal([]);
  });

  it('shows requests and responses with the headers that matter', () => {
    const evidence = new Evidence();
    evidence.answer(answer(201));
    const text = evidence.requestsText();
    expect(text).to.match(/POST \/orders[^]*Idempotency-Key: k[^]*201 after 5 ms/);
    expect(text).to.include('content-type: application/json').and.not.include('connection');
  });

  it('shows its own events one by one, and of others only how many there were', () => {
    const evidence = new Evidence();
    evidence.event('the subscriber', event('foreign'));
    evidence.event('the subscriber', event('foreign'));
    evidence.answer(answer(201));
    evidence.event('the subscriber', event('own'));
    evidence.note('the subscriber', 'connection lost');
    const text = evidence.timelineText();
    expect(text).to.include('(2 events of other orders)');
    expect(text).to.match(/the subscriber\s+← #4 PENDING own/);
    expect(text).to.include('connection lost');
  });

  it('shows of very many the first and the last, and every refusal before them', () => {
    const evidence = new Evidence();
    for (let count = 0; count < 1000; count += 1)
      evidence.answer(answer(count === 500 ? 503 : 201, `order-${count}`));
    const requests = evidence.requestsText().split('\n\n');
    expect(requests).to.have.lengthOf(301);
    expect(requests[0]).to.include('503 after 5 ms');
    expect(requests[150]).to.equal('… 700 left out …');
    expect(requests[300]).to.include('order-999');
    const lines = evidence.timelineText().split('\n');
    expect(lines).to.have.lengthOf(601);
    expect(lines[300]).to.equal('… 400 left out …');
  });

  it('only counts requests that were made by the hundred, but for those worth showing', () => {
    const evidence = new Evidence();
    const [one, two, three] = [answer(400, 'one'), answer(201, 'two'), answer(400, 'three')];
    for (const each of [one, two, three]) evidence.answer(each);
    evidence.sumUp([one, two, three]);
    evidence.bringOut(two);
    const requests = evidence.requestsText();
    expect(requests).to.include('two').and.include('(2 generated requests)');
    expect(requests).to.not.include('one').and.not.include('three');
    const timeline = evidence.timelineText();
    expect(timeline.split('\n')).to.have.lengthOf(3);
    expect(timeline).to.include('→ 201').and.include('(1 generated request)');
    expect(evidence.unseenRefusals()).to.have.lengthOf(2);
  });
});
