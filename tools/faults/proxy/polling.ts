import type { Forward, RestRequest, RestResponse } from '../fault';
import { readFrames, writeFrames, type Frame } from './frames';
import type { Session } from './session';

/** What a poll of the platform brought: frames, or an answer that is none of a session's. */
type Polled = { frames: Frame[]; response: RestResponse };

/**
 * A session that is carried by requests: those with GET wait for what the platform has to say,
 * those with POST bring what the client has to say.
 */
export class Polling {
  private polled: Promise<Polled> | undefined;
  /** What the next answer to the client is to bring besides. */
  private waiting: Frame[] = [];
  private wake: () => void = () => undefined;
  /** The platform takes one POST of a session at a time. */
  private posting: Promise<unknown> = Promise.resolve();
  private path = '';

  /** @param own hands requests to the platform that no client waits for */
  constructor(
    readonly session: Session,
    own: Forward,
  ) {
    session.isPolling = true;
    session.carry = (side, frames) => {
      if (side === 'platform') this.send(frames, own, { headers: text }).catch(() => undefined);
      else this.waiting.push(...frames);
      this.wake();
    };
  }

  /** Answers a poll: with what comes from the platform, or with what a fault wants to be heard. */
  async poll(request: RestRequest, forward: Forward): Promise<RestResponse> {
    this.path = request.path;
    this.polled ??= ask(request, forward);
    this.polled.catch(() => undefined); // whoever polls next hears of it
    const polled = await Promise.race([this.polled, this.somethingWaiting()]);
    // What the platform is going to say is for the next poll.
    if (polled === undefined) return withFrames(this.takeWaiting());
    this.polled = undefined;
    const { frames, response } = polled;
    if (response.status !== 200) return response;
    const before = this.takeWaiting();
    const arriving = this.session.pass('client', frames);
    this.session.flush();
    return withFrames([...before, ...arriving, ...this.takeWaiting()], response);
  }

  async post(request: RestRequest, forward: Forward): Promise<RestResponse> {
    this.path = request.path;
    const frames = this.session.pass('platform', readFrames(request.body.toString()));
    const answer = frames.length === 0 ? accepted : this.send(frames, forward, request);
    this.session.flush();
    return answer;
  }

  /** What has not reached the client yet. */
  takeWaiting(): Frame[] {
    return this.waiting.splice(0);
  }

  private send(
    frames: readonly Frame[],
    by: Forward,
    { headers }: Pick<RestRequest, 'headers'>,
  ): Promise<RestResponse> {
    const body = Buffer.from(writeFrames(frames));
    const sent = this.posting.then(() => by({ method: 'POST', path: this.path, headers, body }));
    this.posting = sent.catch(() => undefined);
    return sent;
  }

  private somethingWaiting(): Promise<undefined> {
    return new Promise((resolve) => {
      this.wake = () => {
        if (this.waiting.length > 0) resolve(undefined);
      };
      this.wake();
    });
  }
}

async function ask(request: RestRequest, forward: Forward): Promise<Polled> {
  const response = await forward(request);
  const frames = response.status === 200 ? readFrames(response.body.toString()) : [];
  return { frames, response };
}

const text = { 'content-type': 'text/plain; charset=UTF-8' };
const accepted: RestResponse = { status: 200, headers: text, body: Buffer.from('ok') };

function withFrames(frames: readonly Frame[], response = accepted): RestResponse {
  return { ...response, body: Buffer.from(writeFrames(frames)) };
}
