import { AttachmentContentEncoding } from '@cucumber/messages';
import { expect } from 'chai';
import type { OrderStatusEvent } from '../contract/types';
import { dataMediaTypes } from './data-attachment';
import { differing, packed, receivedIn, type Received } from './received';

const event: OrderStatusEvent = {
  ...{ sequence: 17, orderId: 'o-1', orderStatus: 'PENDING', symbol: 'EURUSD', side: 'BUY' },
  ...{ quantity: 0.1, occurredAt: '2026-01-31T12:00:00.000Z' },
};
const received: Received = {
  events: [
    { epoch: 'e', event },
    { epoch: undefined, event: { ...event, sequence: 18 } },
  ],
  subscribers: [
    { name: 'Risk', had: [0, 1], due: [{ room: 'orders', epoch: 'e', after: 3, upTo: 18 }] },
  ],
};
const attachment = {
  body: packed(received).toString('base64'),
  mediaType: dataMediaTypes.received,
  contentEncoding: AttachmentContentEncoding.BASE64,
};

describe('what subscribers received', () => {
  it('is the same when it is taken out of an attachment again', () => {
    expect(receivedIn(attachment)).to.deep.equal(received);
  });

  it('is in no attachment of another kind', () => {
    expect(receivedIn({ ...attachment, mediaType: dataMediaTypes.evidence })).to.equal(undefined);
  });

  it('differs in the fields that were told otherwise, or not at all', () => {
    expect(differing(event, { ...event })).to.deep.equal([]);
    expect(differing(event, { ...event, quantity: 0.2, side: 'SELL' })).to.deep.equal(['side', 'quantity']); // prettier-ignore
    expect(differing(event, { sequence: 17 } as OrderStatusEvent)).to.include('occurredAt');
  });
});
