import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { WebSocket, WebSocketServer } from 'ws';
import { afterThisTest } from '../test-support';
import { textFrame } from './ws-client';

describe('a frame of text', () => {
  for (const length of [0, 125, 126, 65_535, 65_536]) {
    it(`is read by a client as it was, ${length} characters long`, async () => {
      const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
      afterThisTest(() => server.close());
      await once(server, 'listening');
      const text = 'é'.padStart(length, 'x').slice(0, length);
      server.on('connection', (_client, req) => req.socket.write(textFrame(text)));
      const { port } = server.address() as AddressInfo;
      const client = new WebSocket(`ws://127.0.0.1:${port}`);
      afterThisTest(() => client.terminate());
      const [data, isBinary] = (await once(client, 'message')) as [Buffer, boolean];
      expect({ text: data.toString(), isBinary }).to.deep.equal({ text, isBinary: false });
    });
  }
});
