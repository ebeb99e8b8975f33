import type { Agent } from 'node:http';
import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import type { Readable } from 'node:stream';
import { isClaimed } from '../contract/capabilities';
import { deadlines } from '../run/settings/deadlines';
import { FailureError } from '../contract/failure';
import { inOneCase } from '../contract/identifiers';
import { parseJson } from '../contract/json';
import { endpointOf } from '../contract/operations';
import type { Evidence } from '../evidence/evidence';
import { isTooLateToTell, orTooLate, type Waited } from '../evidence/patience';
import type { Answer, Request } from '../contract/messages';
import type { Access } from './access';
import { Allowance, TooMuch } from './allowance';
import { httpOptions, LedAway } from './http-options';

const MiB = 1024 * 1024;

/** Bytes of one answer. */
const longestAnswer = 16 * MiB;

/** Bytes of all long answers to a scenario: without pages each list has all orders that there are. */
const longestAnswers = () => (isClaimed('paging') ? 24 : 160) * MiB;

/**
 * The platform's REST interface. Every answer goes into the evidence; what it means is for the
 * caller to say.
 */
export class OrdersApi {
  private readonly client: AxiosInstance;
  private readonly allowance = new Allowance(longestAnswer, longestAnswers());

  constructor(
    readonly access: Access,
    private readonly evidence: Evidence,
  ) {
    this.client = axios.create({
      baseURL: access.baseUrl,
      ...httpOptions(access),
      responseType: 'stream',
      transformRequest: (data: unknown) => data,
    });
  }

  get baseUrl(): string {
    return this.access.baseUrl;
  }

  /**
   * @param agent what makes the connection, where it is not a new one
   * @throws Error when no answer comes; a refusal is an answer
   */
  async send(
    { method, path, headers = {}, body, bytes }: Request,
    agent: Agent = this.access.agent,
  ): Promise<Answer> {
    const request = { method, path, headers, body };
    this.evidence.request(request);
    const sentAt = performance.now();
    const givingUp = new AbortController();
    try {
      const answering = this.whole({
        ...{ signal: givingUp.signal, httpAgent: agent, httpsAgent: agent },
        method,
        url: path,
        // A page may lead on to itself with a slash; the order endpoints have no business to.
        ...(path.startsWith('/orders') && { maxRedirects: 0 }),
        headers: { 'Content-Type': body === undefined ? null : 'application/json', ...headers },
        ...(body === undefined ? {} : { data: bytes ?? body }),
      });
      const outcome = await orTooLate(answering, deadlines.answer);
      if ('waited' in outcome) throw new Overdue(outcome.waited);
      const { response, text } = outcome.value;
      const answer: Answer = {
        request,
        url: finalUrl(response) ?? this.access.urlOf(path),
        status: response.status,
        headers: plain(response.headers),
        text,
        body: asJson(text),
        sentAt,
        answeredAt: performance.now(),
      };
      this.evidence.answer(answer);
      return answer;
    } catch (error) {
      givingUp.abort();
      const ms = Math.round(performance.now() - sentAt);
      const reason = reasonOf(error);
      this.evidence.note('trader', `${method} ${path} got no answer: ${reason} after ${ms} ms`);
      throw new FailureError([
        {
          kind: error instanceof Overdue && isTooLateToTell(error.waited) ? 'unjudged' : 'silent',
          sentence: silence(error, endpointOf(method, path)?.name ?? `${method} of another path`),
          expected: `an answer within ${deadlines.answer} ms`,
          seen: `${reason} after ${ms} ms`,
          details: [`${method} ${path} at ${this.baseUrl}`],
        },
      ]);
    }
  }

  /** An answer and all of its text. */
  private async whole(request: AxiosRequestConfig) {
    const response = await this.client.request<Readable>(request);
    try {
      return { response, text: await this.allowance.textOf(response.data) };
    } finally {
      response.data.destroy();
    }
  }
}

/** No answer has come up to the deadline. */
class Overdue extends Error {
  constructor(readonly waited: Waited) {
    const late = Math.round(waited.late);
    super(late < 100 ? 'nothing' : `nothing, with the machine late for ${late} ms,`);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = ledAway(error);
  return cause?.message ?? (error as NodeJS.ErrnoException).code ?? error.message;
}

/** Whoever follows redirects wraps what was said of them, more than once. */
function ledAway(error: unknown): LedAway | undefined {
  if (error instanceof LedAway || !(error instanceof Error)) return error as LedAway | undefined;
  return ledAway(error.cause);
}

/** Codes of node:net that say that nobody is there at all. */
const nobodyThere = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'];

function silence(error: unknown, endpoint: string): string {
  if (error instanceof TooMuch) return `${endpoint} is answered without an end`;
  if (ledAway(error)) return `${endpoint} leads to another address`;
  return nobodyThere.includes(reasonOf(error))
    ? 'nobody answers at the address of the platform'
    : `${endpoint} is not answered`;
}

/** After redirects; axios leaves it to node:http to say. */
function finalUrl({ request }: AxiosResponse<unknown>): string | undefined {
  return (request as { res?: { responseUrl?: string } } | undefined)?.res?.responseUrl;
}

export function plain(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

/** What a body says, where it is JSON; its text has each letter as it came. */
export function asJson(text: string): unknown {
  try {
    return inOneCase(parseJson(text));
  } catch {
    return undefined;
  }
}
