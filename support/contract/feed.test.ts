import { expect } from 'chai';
import { feedAddress, feedPathFor, isFeed } from './feed';

const orderId = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';

describe('the path of plain WebSocket', () => {
  it('asks for what a payload of Socket.IO asks for', () => {
    expect(feedPathFor({})).to.equal('/ws');
    expect(feedPathFor({ orderId: undefined, since: undefined })).to.equal('/ws');
    expect(feedPathFor({ orderId })).to.equal(`/ws?orderId=${orderId}`);
    expect(feedPathFor({ orderId, since: { epoch: 'a b', sequence: 7 } })).to.equal(
      `/ws?orderId=${orderId}&since=7&epoch=a+b`,
    );
    expect(feedPathFor({ symbol: 'EURUSD' })).to.equal('/ws?symbol=EURUSD');
  });

  it('is known with a query and without one, and no other is taken for it', () => {
    expect(['/ws', '/ws?since=1', '/ws/', '/wsx', '/orders'].map(isFeed)).to.deep.equal([
      ...[true, true, false, false, false],
    ]);
  });

  it('lies below the address of the platform', () => {
    expect(feedAddress('https://host:8443/base', '/ws?a=1')).to.equal(
      'wss://host:8443/base/ws?a=1',
    );
  });
});
