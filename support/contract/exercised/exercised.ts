import type { OrderStatusEvent, SubscribeAnswer, UnsubscribeAnswer } from '../types';
import { endpointOf, type Endpoint } from '../operations';
import type { Answer } from '../messages';
import {
  answerId,
  asked,
  bodyFields,
  contractItems,
  elsewhere,
  eventId,
  eventName,
  fieldId,
  fieldOf,
  headerId,
  responseId,
} from './contract-items';

/** What came over Socket.IO, and for an answer what had been asked. */
export interface SocketMessage {
  name: string;
  payload: unknown;
  asked?: readonly unknown[];
}

/** How often each item of the contract was exercised, by its id. */
export type Counts = Record<string, number>;

const documented = new Set(contractItems().map(({ id }) => id));

/**
 * Counts what a scenario's own messages exercised. Events of orders that it has not placed do not
 * count: others share the platform, and their orders pass by.
 */
export function exercisedBy(
  answers: readonly Answer[],
  messages: readonly SocketMessage[],
): Counts {
  const own = new Set(answers.filter(({ status }) => status === 201).map(orderIdOf));
  const exercised = [
    ...answers.flatMap(idsOfAnswer),
    ...messages.flatMap((message) => idsOfMessage(message, own)),
  ];
  const counts: Counts = {};
  for (const id of exercised) if (documented.has(id)) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

function idsOfAnswer(answer: Answer): string[] {
  const { method, path } = answer.request;
  const endpoint = endpointOf(method, path);
  if (endpoint) return [...idsOfResponse(endpoint, answer), ...idsOfFields(endpoint, answer)];
  if (answer.status === 404) return [elsewhere.unknownPath];
  return answer.status === 405 ? [elsewhere.wrongMethod] : [];
}

function idsOfResponse({ name }: Endpoint, { status, headers }: Answer): string[] {
  const named = Object.keys(headers).map((header) => headerId(name, status, capitalised(header)));
  return [responseId(name, status), ...named];
}

function idsOfFields({ name, parameters, operation }: Endpoint, answer: Answer): string[] {
  const { request } = answer;
  const query = new URLSearchParams(request.path.split('?')[1]);
  const headers = Object.keys(request.headers).map((each) => each.toLowerCase());
  const body = objectIn(request.body);
  const { names } = bodyFields(operation.requestBody?.content['application/json']?.schema);
  const isGiven = {
    query: (field: string) => query.has(field),
    header: (field: string) => headers.includes(field.toLowerCase()),
    path: () => true,
  };
  return [
    ...parameters.map((each) => ({ field: fieldOf(each), given: isGiven[each.in](each.name) })),
    ...names.map((each) => ({ field: `body/${each}`, given: body !== undefined && each in body })),
  ].flatMap(({ field, given }) => idsOfUse(name, field, given, answer));
}

function idsOfUse(request: string, field: string, given: boolean, answer: Answer): string[] {
  if (answer.status < 300)
    return [fieldId(request, field, given ? 'given and accepted' : 'left out and accepted')];
  return isNamed(field, answer)
    ? [fieldId(request, field, given ? 'wrong and refused' : 'left out and refused')]
    : [];
}

/** Whether the refusal says that this field is why. */
function isNamed(field: string, { body }: Answer): boolean {
  const { errors } = (body ?? {}) as { errors?: { path: string }[] };
  const place = `/${field}`.toLowerCase();
  return (
    Array.isArray(errors) &&
    errors.some(({ path }) => `${path.toLowerCase()}/`.startsWith(`${place}/`))
  );
}

function idsOfMessage({ name, payload, asked: sent }: SocketMessage, own: Set<string>): string[] {
  if (objectOf(payload) === undefined) return []; // the contract's check tells of it
  if (name === eventName) {
    const { orderId, orderStatus } = payload as OrderStatusEvent;
    return own.has(orderId) ? [eventId(name, orderStatus)] : [];
  }
  const request = asked.find((each) => name.endsWith(` ${each}`));
  if (request === undefined) return [];
  const answer = payload as SubscribeAnswer | UnsubscribeAnswer;
  const given = objectOf(sent?.[0]) !== undefined && 'orderId' in (sent?.[0] as object);
  const use = answer.ok
    ? given
      ? 'given and accepted'
      : 'left out and accepted'
    : 'wrong and refused';
  return [
    answerId(request, answer.ok),
    ...Object.keys(answer).map((property) => answerId(request, answer.ok, property)),
    ...(given || answer.ok ? [fieldId(request, 'orderId', use)] : []),
  ];
}

function orderIdOf({ body }: Answer): string {
  return (body as { orderId?: string } | undefined)?.orderId ?? '';
}

function objectIn(json: string | undefined): object | undefined {
  try {
    return objectOf(JSON.parse(json ?? ''));
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}

function capitalised(header: string): string {
  return header.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
