import { expect } from 'chai';
import { identifiersBeside, inOneCase, isOf, isSameIdentifier } from './identifiers';

const orderId = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';

describe('identifiers', () => {
  it('are beside one that differs in one digit, whatever its place', () => {
    const beside = identifiersBeside(orderId);
    expect(new Set(beside)).to.have.lengthOf(30);
    expect(beside.at(0)).to.equal('4015eaa0-717a-4e32-9150-0f6e6dcb0246');
    expect(beside.at(-1)).to.equal('3015eaa0-717a-4e32-9150-0f6e6dcb0247');
    expect(beside).to.include('3015eab0-717a-4e32-9150-0f6e6dcb0246');
    for (const each of beside) expect(each).to.match(/^[0-9a-f-]{14}4[0-9a-f-]{4}9[0-9a-f-]{16}$/);
  });

  it('are the same in upper and in lower case', () => {
    expect(isSameIdentifier(orderId, orderId.toUpperCase())).to.equal(true);
    expect(isSameIdentifier(orderId, orderId.replace('3', '4'))).to.equal(false);
    expect(isOf(orderId, `/orders/${orderId.toUpperCase()}`)).to.equal(true);
    expect(isOf(orderId, '/orders/42')).to.equal(false);
  });

  it('are written alike wherever a message names them, and nothing else of it is', () => {
    const named = (id: string) => ({
      ...{ orderId: id, symbol: 'A', epoch: 'E', room: `order:${id}`, order: { orderId: id } },
      list: [{ orderId: id }, null, 1],
    });
    expect(inOneCase(named(orderId.toUpperCase()))).to.deep.equal(named(orderId));
    for (const other of [undefined, null, 'A', { orderId: 1 }])
      expect(inOneCase(other)).to.deep.equal(other);
  });
});
