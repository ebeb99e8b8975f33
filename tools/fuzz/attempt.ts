import { once } from 'node:events';
import net from 'node:net';
import { WebSocket } from 'ws';
import { someOrder, type Case, type Frame } from './cases';

/** How long the platform has for an answer, in milliseconds; its endpoints have no delay here. */
const deadline = 10_000;

/** Something that the platform must not do, whatever it is sent. */
export class PlatformFault extends Error {}

/** What the things that are done to one platform have in common. */
export interface Target {
  url: string;
  /** The order that was placed last. */
  orderId?: string | undefined;
}

/** Does one thing to the platform. @returns in a word what came of it @throws PlatformFault */
export async function attempt(target: Target, given: Case): Promise<string> {
  const { url, orderId = someOrder } = target;
  const one = JSON.parse(JSON.stringify(given).replaceAll(someOrder, orderId)) as Case;
  switch (one.kind) {
    case 'request': {
      const answer = await exchanged(url, bytesOf(one), true);
      const [, placed] = /^location: \/orders\/(\S+)/im.exec(answer) ?? [];
      target.orderId = placed ?? target.orderId;
      return statusOf(answer);
    }
    case 'bytes': {
      const answer = await exchanged(url, Buffer.from(one.bytes), false);
      return answer === '' ? 'closed' : statusOf(answer);
    }
    case 'Socket.IO':
      return overSocketIo(`${url}/socket.io/${one.query}`, one.frames);
    case '/ws':
      return overFeed(`${url}/ws${one.query}`, one.frames);
  }
}

function bytesOf({ method, path, headers, body }: Case & { kind: 'request' }): Buffer {
  const content = Buffer.from(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(headers.some(([name]) => name.toLowerCase() === 'host') ? [] : ['Host: a']),
    ...(content.length > 0 ? [`Content-Length: ${content.length}`] : []),
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), content]);
}

/** Everything that comes back until the platform closes the connection. */
async function exchanged(url: string, bytes: Buffer, isWhole: boolean): Promise<string> {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    if (answer.length < 4096) answer += text; // its head is enough
  });
  // A connection that is cut off before all is read ends with an error; what was said counts.
  socket.on('error', () => undefined);
  if (isWhole) socket.write(bytes);
  else socket.end(bytes);
  await inTime(once(socket, 'close'), () => socket.destroy());
  if (isWhole && answer === '') throw new PlatformFault('a request is not answered');
  return answer.replace(/^HTTP\/1\.1 1[^]*?\r\n\r\n/, ''); // "100 Continue" is none as yet
}

function statusOf(answer: string): string {
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? [];
  if (status === undefined)
    throw new PlatformFault(`the answer is no HTTP: ${answer.slice(0, 80)}`);
  const isFull = status === '503' && /^retry-after: /im.test(answer);
  if (status >= '500' && !isFull) throw new PlatformFault(`an answer is ${answer.slice(0, 2000)}`);
  return status;
}

async function overSocketIo(url: string, frames: readonly Frame[]): Promise<string> {
  const client = await opened(url);
  if (typeof client === 'string') return client;
  for (const frame of frames) client.send(dataOf(frame));
  // A packet of its own: who is still connected is answered behind all that came before.
  client.send('40');
  const connected = new Promise<string>((resolve) => {
    client.on('message', (data: Buffer) => {
      if (/^4[04]/.test(data.toString())) resolve('answered');
    });
  });
  const closed = once(client, 'close').then(() => 'closed');
  const outcome = await inTime(Promise.race([connected, closed]), () => client.terminate());
  if (client.readyState === client.OPEN) client.send('41');
  client.close();
  await inTime(closed, () => client.terminate());
  return outcome;
}

function dataOf(frame: Frame): string | Buffer {
  return typeof frame === 'string' ? frame : Buffer.from(frame);
}

async function overFeed(url: string, frames: readonly Frame[]): Promise<string> {
  const client = await opened(url);
  if (typeof client === 'string') return client;
  for (const frame of frames) client.send(dataOf(frame));
  client.close();
  const [code] = (await inTime(once(client, 'close'), () => client.terminate())) as [number];
  return `closed with ${code}`;
}

/** @returns the connection, or the status of its refusal */
async function opened(url: string): Promise<WebSocket | string> {
  const client = new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: false });
  const outcome = new Promise<WebSocket | string>((resolve, reject) => {
    client.on('error', (error) => reject(new PlatformFault(`no handshake: ${error.message}`)));
    client.once('open', () => resolve(client));
    client.once('unexpected-response', (_request, response) => {
      const { statusCode = 0 } = response;
      response.resume();
      client.terminate();
      if (statusCode < 500) resolve(String(statusCode));
      else reject(new PlatformFault(`a handshake is answered with ${statusCode}`));
    });
  });
  return inTime(outcome, () => client.terminate());
}

async function inTime<Value>(awaited: Promise<Value>, giveUp: () => void): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new PlatformFault(`nothing comes for ${deadline} ms`));
      giveUp();
    }, deadline);
  });
  try {
    return await Promise.race([awaited, late]);
  } finally {
    clearTimeout(timer);
  }
}
