import type { Agent } from 'node:http';
import axios, { AxiosError, type AxiosInstance, type AxiosResponse } from 'axios';
import { deadlines } from '../run/settings/deadlines';
import { FailureError } from '../contract/failure';
import { inOneCase } from '../contract/identifiers';
import { endpointOf } from '../contract/operations';
import type { Evidence } from '../evidence/evidence';
import { isTooLateToTell, orTooLate, type Waited } from '../evidence/patience';
import type { Answer, Request } from '../contract/messages';
import type { Access } from './access';
import { httpOptions } from './http-options';

/**
 * The platform's REST interface. Every answer goes into the evidence; what it means is for the
 * caller to say.
 */
export class OrdersApi {
  private readonly client: AxiosInstance;

  constructor(
    readonly access: Access,
    private readonly evidence: Evidence,
  ) {
    this.client = axios.create({
      baseURL: access.baseUrl,
      ...httpOptions(access),
      responseType: 'text',
      transformRequest: (data: unknown) => data,
      transformResponse: (data: unknown) => data,
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
      const answering = this.client.request<string>({
        ...{ signal: givingUp.signal, httpAgent: agent, httpsAgent: agent },
        method,
        url: path,
        // A page may lead on to itself with a slash; the order endpoints have no business to.
        maxRedirects: path.startsWith('/orders') ? 0 : 3,
        headers: { 'Content-Type': body === undefined ? null : 'application/json', ...headers },
        ...(body === undefined ? {} : { data: bytes ?? body }),
      });
      const outcome = await orTooLate(answering, deadlines.answer);
      if ('waited' in outcome) throw new Overdue(outcome.waited);
      const response = outcome.value;
      const text = response.data ?? '';
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
          sentence: silence(reason, endpointOf(method, path)?.name ?? `${method} of another path`),
          expected: `an answer within ${deadlines.answer} ms`,
          seen: `${reason} after ${ms} ms`,
          details: [`${method} ${path} at ${this.baseUrl}`],
        },
      ]);
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
  if (error instanceof AxiosError) return error.code ?? error.message;
  return error instanceof Error ? error.message : String(error);
}

/** Codes of node:net that say that nobody is there at all. */
const nobodyThere = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'];

function silence(reason: string, endpoint: string): string {
  return nobodyThere.includes(reason)
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
    return inOneCase(JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
