import type { Agent, IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { feedAddress, feedPathFor } from '../../contract/feed';
import { FailureError, Mistake, type Failure } from '../../contract/failure';
import { inOneCase } from '../../contract/identifiers';
import type { Answer } from '../../contract/messages';
import type { Since, Subscribed } from '../../contract/types';
import type { Evidence } from '../../evidence/evidence';
import { isTooLateToTell, orTooLate } from '../../evidence/patience';
import { deadlines } from '../../run/settings/deadlines';
import type { Access } from '../access';
import { Allowance } from '../allowance';
import { asJson, plain } from '../orders-api';
import type { Asking, Connection, Listener, Outcome } from './connection';
import { frameOf, longestFrame } from './frames';
import { flood, handed, Intake } from './intake';

export interface WebSocketOptions {
  /** Makes the connections over TCP, where they go a way of their own. */
  agent?: Agent | undefined;
  /** Whether pings are answered, as every client has to. */
  answersPings?: boolean;
}

/** A connection over plain WebSocket. To ask is to connect, and the first frame is the answer. */
export class WebSocketConnection implements Connection {
  readonly isOpenedByAsking = true;
  readonly isPolling = false;
  readonly hasRecovered = false;
  private socket: WebSocket | undefined;
  private isConfirmed = false;
  private intake = new Intake();

  constructor(
    private readonly access: Access,
    private readonly evidence: Evidence,
    private readonly listener: Listener,
    private readonly name: string,
    private readonly options: WebSocketOptions = {},
  ) {}

  get isOpen(): boolean {
    return this.isConfirmed;
  }

  open(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  ask(asking: Asking, payload: readonly unknown[], answered: (outcome: Outcome) => void): void {
    if (asking === 'unsubscribe')
      throw new Mistake('Over plain WebSocket nobody unsubscribes; @socket.io leaves this out.');
    if (this.isConfirmed)
      throw new Mistake('Over plain WebSocket a connection has one subscription.');
    const path = pathOf(payload[0]);
    const sentAt = performance.now();
    const socket = new WebSocket(feedAddress(this.access.baseUrl, path), {
      agent: this.options.agent ?? this.access.agent,
      headers: { ...this.access.headers },
      autoPong: this.options.answersPings ?? true,
      perMessageDeflate: false,
      maxPayload: longestFrame,
    });
    this.socket = socket;
    this.intake = new Intake();
    const query = Object.fromEntries(new URLSearchParams(path.split('?')[1]));
    let trouble = '';
    let isAnswered = false;
    const answer = (outcome: Outcome) => {
      if (!isAnswered) answered(outcome);
      isAnswered = true;
    };
    socket.on('unexpected-response', (_, response) => {
      void answerOf(response, path, this.access, sentAt).then((refusal) => {
        this.evidence.answer(refusal);
        answer({ refusal });
        socket.terminate();
      });
    });
    socket.on('error', (error) => (trouble = error.message));
    socket.on('message', (data: Buffer, isBinary) => {
      if (socket !== this.socket) return;
      handed(this.evidence, () => this.take(data, isBinary, query, answer));
    });
    socket.once('close', (code, reason) => {
      const end = { code, reason: `code ${code} ${reason.toString()} ${trouble}`.trim() };
      answer({ nothing: end.reason });
      if (socket !== this.socket || !this.isConfirmed) return;
      this.isConfirmed = false;
      this.listener.lost(end);
    });
  }

  private take(
    data: Buffer,
    isBinary: boolean,
    query: object,
    answer: (outcome: Outcome) => void,
  ): void {
    const isFirst = !this.isConfirmed;
    if (this.intake.isFull()) {
      this.evidence.broke({ ...flood('frames'), subscriber: this.name });
      this.socket?.terminate();
      return;
    }
    const frame = frameOf(data, isBinary, isFirst);
    if ('fault' in frame) {
      const failure: Failure = { kind: 'broken', subscriber: this.name, ...frame.fault };
      if (!isFirst) return this.evidence.broke(failure);
      // Nothing that follows could be understood.
      answer({ nothing: failure.sentence, failure });
      this.socket?.terminate();
      return;
    }
    const { document } = frame;
    this.evidence.message(isFirst ? 'first frame' : 'frame', document, isFirst ? [query] : []);
    const content = inOneCase(document);
    delete content.type;
    if (!isFirst) return this.listener.event(content);
    this.isConfirmed = true;
    answer({ reply: { ok: true, ...content } as Subscribed });
  }

  askUnanswered(): never {
    throw new Mistake('Over plain WebSocket every subscription is answered.');
  }

  /** A pong travels behind what was sent before it. */
  roundTrip(arrived: () => void): void {
    this.socket?.once('pong', arrived);
    this.socket?.ping();
  }

  async lose(): Promise<void> {
    const { socket } = this;
    if (socket === undefined || socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.terminate();
    await closed;
  }

  pretend(): never {
    throw new Mistake('Over plain WebSocket nobody is recovered; @socket.io leaves this out.');
  }

  send(data: string | Buffer): void {
    this.socket?.send(data);
  }

  leave(): void {
    const { socket } = this;
    if (socket === undefined) return;
    this.socket = undefined;
    this.isConfirmed = false;
    socket.close();
    // Nobody waits for a goodbye that is not answered.
    setTimeout(() => socket.terminate(), msForGoodbye).unref();
  }
}

const msForGoodbye = 1_000;

/**
 * Shakes hands for a path, as a client of plain WebSocket does, and hangs up.
 * @param said what it says besides, as a browser says for which page it asks
 * @returns what the platform answered: 101 where it took the offer
 * @throws FailureError where it answers nothing
 */
export async function shakeHands(
  access: Access,
  path: string,
  evidence: Evidence,
  said: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const sentAt = performance.now();
  const socket = new WebSocket(feedAddress(access.baseUrl, path), {
    agent: access.agent,
    headers: { ...access.headers, ...said },
    maxPayload: longestFrame,
  });
  const answered = (answer: Answer): Answer => {
    const { request } = answer;
    return { ...answer, request: { ...request, headers: { ...request.headers, ...said } } };
  };
  const handshake = new Promise<Answer | string>((resolve) => {
    socket.on('unexpected-response', (_, response) => {
      void answerOf(response, path, access, sentAt).then((answer) => resolve(answered(answer)));
    });
    socket.on('upgrade', (response) =>
      resolve(answered(emptyAnswer(response, path, access, sentAt))),
    );
    socket.on('open', () => socket.close());
    socket.on('error', (error) => resolve(error.message));
  });
  const outcome = await orTooLate(handshake, deadlines.connection);
  const answer = 'value' in outcome ? outcome.value : 'nothing';
  if (typeof answer === 'string') {
    const isUnjudged = 'waited' in outcome && isTooLateToTell(outcome.waited);
    socket.terminate();
    throw new FailureError([
      {
        kind: isUnjudged ? 'unjudged' : 'silent',
        sentence: 'nobody can connect over plain WebSocket',
        ...{ expected: `an answer within ${deadlines.connection} ms`, seen: answer },
      },
    ]);
  }
  if (answer.status !== 101) socket.terminate();
  evidence.answer(answer);
  return answer;
}

/** The path of a subscription, whose payload is that of Socket.IO. */
function pathOf(payload: unknown): string {
  if (payload === undefined) return feedPathFor({});
  if (typeof payload !== 'object' || payload === null || Buffer.isBuffer(payload))
    throw new Mistake(
      'Over plain WebSocket only a query can be asked; @socket.io leaves this out.',
    );
  const { orderId, since, ...others } = payload as { orderId?: string; since?: Since };
  if (Object.keys(others).length > 0)
    throw new Mistake('Over plain WebSocket only orderId and since can be asked for.');
  return feedPathFor({ orderId, since });
}

async function answerOf(
  response: IncomingMessage,
  path: string,
  access: Access,
  sentAt: number,
): Promise<Answer> {
  let text = '';
  try {
    text = await new Allowance(longestFrame).textOf(response);
  } catch {
    // What has come of it says enough.
  }
  return { ...emptyAnswer(response, path, access, sentAt), text, body: asJson(text) };
}

function emptyAnswer(
  { statusCode = 0, headers }: IncomingMessage,
  path: string,
  access: Access,
  sentAt: number,
): Answer {
  return {
    request: { method: 'GET', path, headers: { Upgrade: 'websocket' } },
    ...{ url: access.urlOf(path), status: statusCode, headers: plain(headers), text: '' },
    ...{ body: undefined, sentAt, answeredAt: performance.now() },
  };
}
