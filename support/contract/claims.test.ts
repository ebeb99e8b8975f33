import { expect } from 'chai';
import { claim, claimAll, claimNone, claimSame, listed } from './claims';
import { FailureError, failureTitle, reasonKey, reasonKeys, withoutIdentifiers } from './failure';

const thrown = (check: () => void): FailureError => {
  try {
    check();
  } catch (error) {
    if (error instanceof FailureError) return error;
  }
  throw new Error('no failure was raised');
};

describe('a claim', () => {
  it('says nothing where it holds', () => {
    claim('PLACE-1', 'wrong', true);
    claimSame('PLACE-1', 'wrong', { expected: { a: 1, b: undefined }, seen: { a: 1 } });
    claimNone('PLACE-1', 'wrong', []);
    claimAll([]);
  });

  it('raises a failure in parts, which the text is made of', () => {
    const { failures, message } = thrown(() =>
      claimSame('READ-1', 'an order is shown as it was', {
        ...{ expected: 'EXECUTED', seen: 'PENDING', order: 'o-1', subscriber: 'Risk' },
        details: ['shown by GET /orders/o-1'],
      }),
    );
    expect(failures).to.have.lengthOf(1);
    expect(failures[0]).to.include({ kind: 'broken', clause: 'READ-1', seen: 'PENDING' });
    expect(message.split('\n')).to.deep.equal([
      'READ-1 is broken: an order is shown as it was',
      '  clause      GET /orders/{orderId} shows the order as it stands.',
      '  expected    EXECUTED',
      '  seen        PENDING',
      '  order       o-1',
      '  subscriber  Risk',
      '  shown by GET /orders/o-1',
    ]);
  });

  it('shows a value in one line, whatever it says, and of several one a line', () => {
    const forged = 'a\n9 passed, 0 failed';
    const one = thrown(() => claim('READ-1', forged, false, { seen: forged, details: [forged] }));
    expect(one.message.split('\n')).to.have.lengthOf(4);
    const several = thrown(() => claimNone('READ-1', 'wrong', [forged, 'b']));
    expect(several.message.split('\n').slice(-2)).to.deep.equal([
      '  seen        a\\n9 passed, 0 failed',
      '              b',
    ]);
  });

  it('shows of many the first twenty', () => {
    const { lines } = listed(Array.from({ length: 25 }, (_, index) => index));
    expect(lines).to.have.lengthOf(21);
    expect(lines.at(-1)).to.equal('… and 5 more');
  });
});

describe('a failure', () => {
  it('is counted under its clause, or under its sentence where the contract says nothing', () => {
    expect(reasonKey({ kind: 'broken', clause: 'READ-1', sentence: 'x' })).to.equal('READ-1');
    expect(reasonKey({ kind: 'unjudged', clause: 'READ-1', sentence: 'x' })).to.equal(
      'READ-1 not judged',
    );
    expect(reasonKey({ kind: 'suite', sentence: 'x at 2026-01-31T12:00:00.000Z' })).to.equal(
      'suite: x at …',
    );
    expect(
      reasonKeys({ kind: 'broken', clause: 'SIO-3', general: 'EVENT-1', sentence: 'x' }),
    ).to.deep.equal(['SIO-3', 'EVENT-1']);
  });

  it('says of what kind it is', () => {
    const of = (kind: Parameters<typeof failureTitle>[0]['kind']) =>
      failureTitle({ kind, sentence: 'it is so' });
    expect(of('broken')).to.equal('it is so');
    expect(of('silent')).to.equal('it is so');
    expect(of('mistake')).to.equal('The scenario makes no sense: it is so');
    expect(of('suite')).to.equal('The suite itself failed: it is so');
    expect(of('unjudged')).to.equal('It could not be judged: it is so');
  });

  it('is the same without what differs from run to run', () => {
    const text =
      'order 3015eaa0-717a-4e32-9150-0f6e6dcb0246 at http://127.0.0.1:4711/orders of TABCDEF012345 took 1234 ms';
    expect(withoutIdentifiers(text)).to.equal('order … at …/orders of … took … ms');
    expect(withoutIdentifiers('a 405 has no Allow')).to.equal('a 405 has no Allow');
  });
});
