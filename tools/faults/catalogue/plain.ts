import type { OrderStatusFrame } from '../../../support/contract/types';
import { aboutClause, inSilence } from '../conditions';
import type { Ask, Client, FeedFrame, Kind, RestResponse, Tampering } from '../fault';
import { isExecuted, isObject, lost, oneOrderIn, sinceIn, withHeader, without } from '../tools';

const feature = 'Events over plain WebSocket';
const told = `${feature} › Who connects is subscribed, and told so first`;
const refused = `${feature} › A subscription that makes no sense is refused before the upgrade`;
const unknown = `${refused} › Connecting for an order that does not exist is refused`;
const frames = `${feature} › What a client sends is ignored, up to a limit`;
const tooLong = `${frames} › Who sends a frame of more than 64 KiB is let go`;

const everything: Ask = { name: 'subscribe', payload: [] };
const isPlain = ({ over }: Client) => over === 'plain WebSocket';

export const plain: Kind = {
  name: 'Plain WebSocket',
  faults: [
    {
      name: 'Over plain WebSocket a client for one order gets the events of all',
      means: 'A trader sees what others trade.',
      breaks: 'EVENT-5',
      caughtBy: `${told} › Who connects for one order gets that order's events only`,
      tamper: () => ({
        reply: (reply, ask, client) => {
          if (isPlain(client) && orderIdIn(ask) !== undefined) client.ask(everything);
          return reply;
        },
      }),
    },
    {
      name: 'Over plain WebSocket one execution in five is lost',
      means: 'The blotter and the books, which are connected in different ways, drift apart.',
      breaks: 'EVENT-1',
      caughtBy: `${told} › Both transports tell the same`,
      tamper: () => {
        const isUnlucky = oneOrderIn(5);
        return lost((event, client) => isUnlucky(event) && isPlain(client) && isExecuted(event));
      },
    },
    {
      name: 'Missed events come before a client is told that it has subscribed',
      means: 'A client that waits for the confirmation throws away what it had asked for.',
      breaks: 'WS-1',
      caughtBy:
        'Asking for what was missed › Who says how far it has come gets what came after, first and once',
      tamper: () => confirmedLate(),
    },
    {
      name: 'Over plain WebSocket nobody is told that he has subscribed',
      means: 'A client never knows from where on it can rely on what it gets.',
      breaks: 'WS-1',
      caughtBy: told,
      tamper: () => ({ frame: (frame) => (frame.type === 'subscribed' ? [] : [frame]) }),
    },
    {
      name: 'Over plain WebSocket a client is told of the room of another order',
      means: 'A client that follows several orders mixes them up.',
      breaks: 'WS-1',
      caughtBy: told,
      tamper: () => ({
        reply: (reply, _ask, client) =>
          reply.ok && isPlain(client) && reply.room !== 'orders'
            ? { ...reply, room: 'order:00000000-0000-4000-8000-000000000000' }
            : reply,
      }),
    },
    {
      name: 'Events over plain WebSocket do not say what they are',
      means: 'Clients that look at the type of a frame pass over every event.',
      breaks: 'WS-2',
      caughtBy: told,
      tamper: () => eventFrames((frame) => ({ ...frame, type: undefined })),
    },
    {
      name: 'Events over plain WebSocket have their status for a type',
      means: 'Clients know no such frame and pass over every event.',
      breaks: 'WS-2',
      caughtBy: told,
      tamper: () => eventFrames((frame) => ({ ...frame, type: frame.orderStatus })),
    },
    {
      name: 'Events over plain WebSocket are wrapped in a frame as over Socket.IO',
      means: 'Clients find none of the fields where they look for them.',
      breaks: 'EVENT-3',
      caughtBy: told,
      tamper: () => eventFrames(({ type, ...payload }) => ({ type, payload })),
    },
    {
      name: 'Over plain WebSocket whoever asks for an unknown order is let in',
      means: 'A client with a typing error waits for ever.',
      breaks: 'WS-3',
      caughtBy: unknown,
      tamper: () => letsIn(({ status }) => status === 404),
    },
    {
      name: 'Over plain WebSocket whoever asks for what makes no sense is let in',
      means: 'A client with a mistake in its address takes a quiet line for a quiet market.',
      breaks: 'WS-3',
      caughtBy: refused,
      tamper: () => letsIn(({ status }) => status === 400),
    },
    {
      name: 'Over plain WebSocket unknown parameters are passed over',
      means: 'Who believes to have asked for one symbol gets them all.',
      breaks: 'WS-3',
      caughtBy: `${refused} › Connecting with symbol=EURUSD is refused`,
      tamper: () => ({
        ask: (ask) => (isObject(ask.payload[0]) && 'symbol' in ask.payload[0] ? everything : ask),
      }),
    },
    {
      name: 'Over plain WebSocket the number of an event may be written like any of a program',
      means: 'A broken client goes unnoticed until it writes what the platform reads otherwise.',
      breaks: 'WS-3',
      caughtBy: refused,
      under: aboutClause('WS-3'),
      tamper: () =>
        goesOnAfter((written) => {
          const number = Number(written);
          return written !== '' && Number.isInteger(number) && number >= 0 ? number : undefined;
        }),
    },
    {
      name: 'Over plain WebSocket the number of an event may have any number of digits',
      means: 'A client that has lost its place waits for an event that never comes.',
      breaks: 'WS-3',
      caughtBy: refused,
      under: aboutClause('WS-3'),
      tamper: () =>
        goesOnAfter((written) =>
          Number(written) > Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER : undefined,
        ),
    },
    {
      name: 'Over plain WebSocket a client is refused after the upgrade',
      means: 'A browser says "connected" first, and then only that it is over.',
      breaks: 'WS-3',
      caughtBy: unknown,
      tamper: () => ({
        refusal: () => ({ code: 1008, reason: 'The subscription makes no sense.' }),
      }),
    },
    {
      name: 'Over plain WebSocket a refusal is no problem document',
      means: 'Nobody is told what is wrong with his address.',
      breaks: 'REFUSE-2',
      caughtBy: refused,
      tamper: () => ({
        refusal: (refusal) => ({
          ...withHeader(refusal, 'content-type', 'text/html'),
          body: Buffer.from('<h1>Bad Request</h1>'),
        }),
      }),
    },
    {
      name: 'Over plain WebSocket whoever says something is cut off',
      means: 'A client that sends a sign of life from time to time loses its connection by that.',
      breaks: 'WS-3',
      caughtBy: `${frames} › Who sends frames goes on receiving`,
      tamper: () => ({ said: (bytes, client) => bytes <= longestFrame && client.cut() }),
    },
    {
      name: 'Over plain WebSocket a frame that is too long breaks the connection without a word',
      means: 'The client does not learn that it was its own fault, and tries again and again.',
      breaks: 'WS-3',
      caughtBy: tooLong,
      tamper: () => ({ goodbye: (goodbye) => (goodbye.code === 1009 ? undefined : goodbye) }),
    },
    {
      name: 'Over plain WebSocket a client that answers no ping is kept for ever',
      means: 'The platform carries thousands of clients that are long gone.',
      breaks: 'WS-4',
      caughtBy: `${feature} › Who is not there any more is let go, and who is there is told of a stop › A client that answers no ping is let go`,
      under: inSilence,
      tamper: () => ({ answersPings: () => true }),
    },
    {
      name: 'Over plain WebSocket a client that is let go is told that all is well',
      means: 'The client does not learn that it was its own fault, and tries again and again.',
      breaks: 'WS-3',
      caughtBy: tooLong,
      tamper: () => ({ goodbye: ({ reason }) => ({ code: 1000, reason }) }),
    },
  ],
};

/** Bytes that a client may send in one frame. */
const longestFrame = 64 * 1024;

function orderIdIn({ payload: [payload] }: Ask): unknown {
  return isObject(payload) ? payload.orderId : undefined;
}

/**
 * Puts right after which event a client wants to go on, however it is written.
 * @param read the number that is meant; nothing leaves it as it stands
 */
function goesOnAfter(read: (written: string) => number | undefined): Tampering {
  return {
    ask: (ask) => {
      const [asked] = ask.payload;
      if (!isObject(asked)) return ask;
      const given = sinceIn(ask) ?? { sequence: asked.since, epoch: asked.epoch };
      const sequence = read(String(given.sequence));
      if (sequence === undefined) return ask;
      return { ...ask, payload: [{ ...without('epoch', asked), since: { ...given, sequence } }] };
    },
  };
}

/** Changes the frames with events. */
function eventFrames(change: (frame: OrderStatusFrame) => object): Tampering {
  return { frame: (frame) => [frame.type === 'order:status' ? change(frame) : frame] };
}

/** Whom the platform refuses for some reasons is told that it has subscribed, and hears nothing more. */
function letsIn(about: (refusal: RestResponse) => boolean): Tampering {
  return {
    refusal: (refusal, ask) => {
      const orderId = orderIdIn(ask);
      const room = typeof orderId === 'string' ? `order:${orderId}` : 'orders';
      return about(refusal) ? { ok: true, room, epoch: 'e', sequence: 0 } : refusal;
    },
  };
}

/** Where events are replayed, the first of them comes before the confirmation. */
function confirmedLate(): Tampering {
  const waiting = new WeakMap<Client, FeedFrame>();
  return {
    frame: (frame, client) => {
      if (frame.type === 'subscribed' && frame.replayed) {
        waiting.set(client, frame);
        return [];
      }
      const late = waiting.get(client);
      waiting.delete(client);
      return late ? [frame, late] : [frame];
    },
  };
}
