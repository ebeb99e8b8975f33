import { brand, type Kind } from '../kind';

const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

const hostile = `\x1b[2J\x9b\u202e${brand}\r\n::error::${brand}`;

type Events = NonNullable<Kind['events']>;

const inEveryField =
  (value: unknown): Events =>
  (event) => [Object.fromEntries(Object.keys(event).map((field) => [field, value]))];

const events: Record<string, Events> = {
  'null in every field': inEveryField(null),
  'what refuses to be a text in every field': inEveryField({ toString: 1, valueOf: 1, toJSON: 1 }),
  'an escape sequence in every field': inEveryField(hostile),
  'a number without an end in every field': inEveryField(-1e308),
  'null, a text, a number and a list': () => [null, hostile, 1e308, [[null]], false],
  'two megabytes': (event) => [{ ...event, more: brand.repeat(300_000) }],
  'half a megabyte, again and again': (event) =>
    Array<unknown>(40).fill({ ...event, more: brand.repeat(70_000) }),
  'a thousand levels': (event) => [{ ...event, more: deep(1_000) }],
  'thousands of it': (event) => Array<unknown>(5_000).fill(event),
  'a prototype': (event) => [
    { ...event, ...(JSON.parse('{"__proto__":{"isSo":true}}') as object) },
  ],
  'sequences that are none': (event) => ['1', -1, 1.5, 1e300, null].map((sequence) => ({ ...event, sequence })), // prettier-ignore
  'times that are none': (event) => ['', hostile, '+275761-01-01T00:00:00Z', 0].map((occurredAt) => ({ ...event, occurredAt })), // prettier-ignore
  'orders of nobody': (event) => Array.from({ length: 500 }, (_, index) => ({ ...event, orderId: `${hostile}${index}` })), // prettier-ignore
};

const connections: Record<string, NonNullable<Kind['connected']>> = {
  'text that is no message': (connection) => connection.sendRaw(`\x1b[2J${brand}\n{`),
  'a message of an unknown kind': (connection) => connection.sendRaw(`{"type":"${brand}\\u001b[2J","a":1}`), // prettier-ignore
  'a binary message': (connection) => connection.sendRaw(Buffer.from(brand)),
  'a broken frame': (connection) => connection.sendBytes(Buffer.from([0xff, 0xff, 0x00])),
  'a frame of two gigabytes': (connection) => connection.sendBytes(Buffer.from([0x81, 127, 0, 0, 0, 0, 0x80, 0, 0, 0])), // prettier-ignore
  'invalid UTF-8': (connection) => connection.sendBytes(Buffer.from([0x81, 0x02, 0xc3, 0x28])),
  'a reason for the end that is a command': (connection) => connection.close(4000, `\x1b[2J\n::error::${brand}`), // prettier-ignore
  'events without an end': (connection) => {
    const timer = setInterval(() => {
      for (let count = 0; count < 2_000; count += 1) connection.sendRaw(`{"type":"${brand}"}`);
    }, 20);
    timer.unref();
  },
};

const confirmations: Record<string, NonNullable<Kind['confirms']>> = {
  null: () => null,
  'a text': () => hostile,
  'an error that is a command': () => ({ ok: false, error: hostile }),
  'escape sequences': () => ({ ok: true, room: hostile, epoch: hostile, sequence: hostile }),
  'what refuses to be a text': (honest) =>
    Object.fromEntries(Object.keys(honest).map((key) => [key, { toString: 1, valueOf: 1 }])),
  'a thousand levels': (honest) => ({ ...honest, order: deep(1_000) }),
  'more missed events than there are': (honest) => ({ ...honest, replayed: 1e308, complete: true }),
};

export const eventKinds: readonly Kind[] = [
  ...Object.entries(events).map(([name, each]) => ({ name: `events: ${name}`, events: each })),
  ...Object.entries(connections).map(([name, connected]) => ({
    name: `connections: ${name}`,
    connected,
  })),
  ...Object.entries(confirmations).map(([name, confirms]) => ({
    name: `subscriptions: ${name}`,
    confirms,
  })),
  {
    name: 'connections: an upgrade to something else',
    upgrade: (socket) => socket.end(`HTTP/1.1 101 \x1b[2J${brand}\r\nUpgrade: ${brand}\r\nConnection: Upgrade\r\n\r\n${brand}`), // prettier-ignore
  },
  {
    name: 'connections: a refusal that is a command',
    upgrade: (socket) => {
      const body = JSON.stringify({ errors: [{ path: hostile, message: { toString: 1 } }] });
      socket.end(`HTTP/1.1 400 ${brand}\r\nContent-Type: application/problem+json\r\n\r\n${body}`);
    },
  },
  {
    name: 'connections: a refusal without an end',
    upgrade: (socket) => {
      socket.write('HTTP/1.1 400 Bad\r\nContent-Type: application/problem+json\r\n\r\n');
      const more = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(64 * 1024, 'x')));
        socket.once('drain', more);
      };
      more();
    },
  },
];
