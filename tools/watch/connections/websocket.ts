import type { IncomingMessage } from 'node:http';
import { addAbortSignal } from 'node:stream';
import { WebSocket, type RawData } from 'ws';
import { feedAddress, feedPathFor } from '../../../support/contract/feed';
import { parseJson } from '../../../support/contract/json';
import { textFor } from '../../../support/contract/visible';
import { Allowance } from '../../../support/platform/allowance';
import { deadlines } from '../../../support/run/settings/deadlines';
import { longestFrame } from '../../../support/platform/connections/frames';
import type { Connect } from './connection';

/** The platform pings every 25 s (contract, WS-4); a connection without is lost, unnoticed by TCP. */
const SILENCE_MS = 25_000 + deadlines.connection;

/** One connection over plain WebSocket. */
export const overWebSocket: Connect = (access, subscription, listener) => {
  const client = new WebSocket(feedAddress(access.baseUrl, feedPathFor({ ...subscription })), {
    agent: access.agent,
    headers: { ...access.headers },
    handshakeTimeout: deadlines.connection,
    maxPayload: longestFrame,
  });
  let isOver = false;
  let silence: NodeJS.Timeout | undefined;
  const close = () => {
    isOver = true;
    clearTimeout(silence);
    client.terminate();
  };
  const end = (tell: () => void) => {
    if (isOver) return;
    close();
    tell();
  };
  const isHeard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => end(() => listener.lost('Connection lost (silence)')), SILENCE_MS);
  };

  client.on('open', isHeard);
  client.on('ping', isHeard);
  client.on('message', (data) => {
    if (isOver) return;
    isHeard();
    const { type, content } = frameOf(data);
    if (type === 'subscribed') listener.subscribed(content);
    else listener.event(content);
  });
  client.on('close', (code, reason) =>
    end(() => listener.lost(`Connection lost (${String(reason) || `code ${code}`})`)),
  );
  client.on('error', () => end(() => listener.lost(`${access.baseUrl} does not answer`)));
  client.on('unexpected-response', (_request, response) => {
    void refusal(response).then((reason) =>
      end(() =>
        reason === undefined
          ? listener.lost(`${access.baseUrl} does not answer`)
          : listener.refused(reason),
      ),
    );
  });
  return close;
};

/** What a frame holds beside its type; its text where it is none of the contract's. */
function frameOf(data: RawData): { type?: unknown; content: unknown } {
  const text = (data as Buffer).toString();
  try {
    const { type, ...content } = parseJson(text) as { type?: unknown };
    return { type, content };
  } catch {
    return { content: text };
  }
}

/** What a problem should be, of types that nobody has checked. */
interface SaidProblem {
  title?: unknown;
  detail?: unknown;
  errors?: { path?: unknown; message?: unknown }[];
}

/** Why a subscription was refused; undefined where the platform only cannot take it now. */
async function refusal(response: IncomingMessage): Promise<string | undefined> {
  const { statusCode = 0, statusMessage = '' } = response;
  addAbortSignal(AbortSignal.timeout(deadlines.connection), response);
  const said = await new Allowance(longestFrame).textOf(response).catch(() => '');
  if (statusCode >= 500) return undefined;
  const plainly = `${statusCode} ${statusMessage}`;
  try {
    const { title, detail, errors = [] } = parseJson(said) as SaidProblem;
    const faults = errors.map(({ path, message }) => `${textFor(path)} ${textFor(message)}`);
    return faults.join('; ') || textFor(detail ?? title ?? plainly);
  } catch {
    return plainly;
  }
}
