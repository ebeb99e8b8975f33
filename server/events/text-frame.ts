import * as ws from 'ws';

/** What `ws` has and its types leave out; https://github.com/websockets/ws/issues/617 names it. */
const { Sender } = ws as unknown as {
  Sender: { frame(data: Buffer, options: object): Buffer[] };
};

const ONE_TEXT = { fin: true, opcode: 1, mask: false, readOnly: true, rsv1: false };

/** A text as a server sends it over WebSocket, in one whole frame (RFC 6455, section 5.2). */
export function textFrame(text: string): Buffer {
  return Buffer.concat(Sender.frame(Buffer.from(text), ONE_TEXT));
}
