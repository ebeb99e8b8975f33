import { expect } from 'chai';
import { frameOf } from './frames';

const confirmation = '{"type":"subscribed","room":"orders","epoch":"e","sequence":1}';
const event = '{"type":"order:status","sequence":2}';

describe('a frame over plain WebSocket', () => {
  const read = (text: string, isFirst: boolean, isBinary = false) =>
    frameOf(Buffer.from(text), isBinary, isFirst);

  it('is a confirmation, and then events', () => {
    expect(read(confirmation, true)).to.have.property('document');
    expect(read(event, false)).to.have.property('document');
  });

  const broken: [string, ReturnType<typeof frameOf>, string][] = [
    ['an event before the confirmation', read(event, true), 'WS-1'],
    ['something else before it', read('{"type":"hello"}', true), 'WS-1'],
    ['a second confirmation', read(confirmation, false), 'WS-1'],
    ['a binary frame', read(event, false, true), 'WS-2'],
    ['a binary confirmation', read(confirmation, true, true), 'WS-1'],
    ['no JSON', read('hello', false), 'WS-2'],
    ['JSON that is no object', read('null', false), 'WS-2'],
  ];
  for (const [what, frame, clause] of broken)
    it(`breaks the contract as ${what}`, () => {
      expect(frame).to.have.nested.property('fault.clause', clause);
    });
});
