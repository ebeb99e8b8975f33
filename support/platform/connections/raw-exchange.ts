import http, { type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Answer } from '../../contract/messages';
import { Allowance } from '../allowance';
import { asJson, plain } from '../orders-api';

/** What comes back on a request by hand. */
export type RawAnswer = Pick<Answer, 'status' | 'headers' | 'text' | 'body'>;

/**
 * Sends the bytes of a request as they stand, and has Node read the answer to it as HTTP has it
 * (RFC 9112): in chunks, by its length or up to the end of the connection, after any number of
 * interim answers. Where the platform takes an offer to change the protocol, that is the answer.
 * The connection is of no use afterwards.
 * @throws Error when no answer comes, or not the whole of one
 */
export async function exchange(socket: Socket, request: string): Promise<RawAnswer> {
  try {
    return await new Promise<RawAnswer>((resolve, reject) => {
      // Never ended, so that it sends nothing of its own: the bytes are written past it.
      http
        .request({ createConnection: () => socket, joinDuplicateHeaders: true })
        .on('error', reject)
        .on('response', (response) => void wholeAnswer(response).then(resolve, reject))
        .on('upgrade', (response) => resolve(answerOf(response, '')));
      socket.write(request);
    });
  } finally {
    socket.destroy();
  }
}

async function wholeAnswer(response: IncomingMessage): Promise<RawAnswer> {
  return answerOf(response, await new Allowance().textOf(response));
}

function answerOf({ statusCode = 0, headers }: IncomingMessage, text: string): RawAnswer {
  return { status: statusCode, headers: plain(headers), text, body: asJson(text) };
}
