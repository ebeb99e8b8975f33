import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import { pino } from 'pino';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { afterThisTest, startPlatform, until } from '../../test-support';
import { reasons } from './strangers';

/** What Socket.IO 2 calls a message that says why it cannot connect, and one that says goodbye. */
const refusal = `44${JSON.stringify(reasons.version)}`;
const goodbye = '41';

describe('a client of Socket.IO that is none of version 3 or 4', () => {
  let url: string;
  const logged: string[] = [];
  beforeEach(async () => {
    logged.length = 0;
    const logger = pino({ base: null }, { write: (line) => logged.push(line) });
    ({ url } = await startPlatform({}, { logger }));
  });
  afterEach(() => {
    const lines = logged.filter((line) => line.includes('turned away'));
    expect(lines, 'lines of the log').to.have.lengthOf(1);
  });

  /** The messages of a connection over WebSocket, and how it ended. */
  function connect(version: number) {
    const feed = `${url.replace('http', 'ws')}/socket.io/?EIO=${version}&transport=websocket`;
    const client = new WebSocket(feed);
    afterThisTest(() => client.terminate());
    const messages: string[] = [];
    client.on('message', (data: Buffer, isBinary) =>
      messages.push(isBinary ? data.toString('latin1') : data.toString()),
    );
    const closed = once(client, 'close') as Promise<[code: number, reason: Buffer]>;
    const end = closed.then(([code, reason]) => `${code} ${reason.toString()}`);
    return { client, messages, end };
  }

  it('is told so in the words of version 2, over WebSocket', async () => {
    const { messages, end } = connect(3);
    await until(() => messages.length === 3);
    expect(messages.slice(1)).to.deep.equal([refusal, goodbye]);
    expect(await end).to.equal(`1002 ${reasons.version}`);
    expect(messages).to.have.lengthOf(3);
  });

  it('is told so in the words of version 2, over polling', async () => {
    const polling = `${url}/socket.io/?EIO=3&transport=polling`;
    const opened = await (await fetch(polling)).text();
    const [, sid = ''] = /"sid":"([^"]+)"/.exec(opened) ?? [];
    let polled = '';
    while (!polled.includes(`:${goodbye}`))
      polled += await (await fetch(`${polling}&sid=${sid}`)).text();
    expect(polled).to.include(`${refusal.length}:${refusal}`);
    expect(polled).to.not.include('40');
  });

  it('is told so where it speaks MessagePack, and does not come back', async () => {
    /** As much of the parser as such a client needs to try. */
    class Encoder {
      encode() {
        return [Buffer.from('82a47479706500a36e7370a12f', 'hex')]; // { type: 0, nsp: '/' }
      }
    }
    class Decoder extends EventEmitter {
      add(bytes: Buffer) {
        const shown = '83a474797065 04 a36e7370 a12f a464617461 81 a76d657373616765 d9';
        const start = Buffer.from(shown.replaceAll(' ', ''), 'hex');
        expect(bytes.subarray(0, start.length)).to.deep.equal(start);
        const message = bytes.subarray(start.length + 1);
        expect(bytes[start.length]).to.equal(message.length);
        this.emit('decoded', { type: 4, nsp: '/', data: { message: message.toString() } });
      }
      destroy() {}
    }
    const transports = ['websocket'];
    const client = io(url, { transports, reconnectionDelay: 10, parser: { Encoder, Decoder } });
    afterThisTest(() => client.disconnect());
    const [error] = (await once(client as never, 'connect_error')) as [Error];
    expect(error.message).to.equal(reasons.parser);
    expect(client.active).to.equal(false);
    await until(() => client.io._readyState === 'closed');
  });

  it('is told so as its connection is closed, whatever else it speaks', async () => {
    const { client, messages, end } = connect(4);
    await until(() => messages.length === 1);
    client.send('4{"type":0,"nsp":"/"}');
    client.send('4once more');
    expect(await end).to.equal(`1003 ${reasons.parser}`);
    expect(messages).to.have.lengthOf(1);
  });
});

describe('a client of an unknown version of Engine.IO', () => {
  it('is refused in words', async () => {
    const { url } = await startPlatform();
    for (const query of ['EIO=5&', '']) {
      const answer = await fetch(`${url}/socket.io/?${query}transport=polling`);
      expect(await answer.text()).to.include('use a client of Socket.IO 3 or 4');
      expect(answer.status).to.equal(403);
    }
  });
});
