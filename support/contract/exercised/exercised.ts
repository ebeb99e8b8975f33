import type { OrderStatusEvent, SubscribeAnswer, UnsubscribeAnswer } from '../types';
import { endpointOf, type Endpoint } from '../operations';
import type { Answer } from '../messages';
import { isFeed } from '../feed';
import {
  answerId,
  asked,
  bodyFields,
  contractItems,
  elsewhere,
  eventId,
  eventName,
  feedQueryFields,
  fieldsAsked,
  handshake,
  fieldId,
  fieldOf,
  headerId,
  responseId,
} from './contract-items';

/** What came to a subscriber, and for an answer what had been asked. */
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
  if (isFeed(path)) return idsOfHandshake(answer);
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
  if (name === eventName || name === 'frame') {
    const { orderId, orderStatus } = payload as OrderStatusEvent;
    return own.has(orderId) ? [eventId(name, orderStatus)] : [];
  }
  if (name === 'first frame')
    return [
      ...[undefined, ...Object.keys(payload as object)].map((each) => answerId(name, true, each)),
      ...feedQueryFields.map((field) => {
        const isGiven = objectOf(sent?.[0]) !== undefined && field in (sent?.[0] as object);
        const use = isGiven ? 'given and accepted' : 'left out and accepted';
        return fieldId(handshake, fieldOf({ in: 'query', name: field }), use);
      }),
    ];
  const request = asked.find((each) => name.endsWith(` ${each}`));
  if (request === undefined) return [];
  const answer = payload as SubscribeAnswer | UnsubscribeAnswer;
  return [
    answerId(request, answer.ok),
    ...Object.keys(answer).map((property) => answerId(request, answer.ok, property)),
    ...fieldsAsked[request].flatMap((field) => idsOfAsked(request, field, answer, sent?.[0])),
  ];
}

/** A field that was given or left out; which of several was wrong, a refusal says in words alone. */
function idsOfAsked(
  request: string,
  field: string,
  answer: SubscribeAnswer | UnsubscribeAnswer,
  sent: unknown,
): string[] {
  const isGiven = objectOf(sent) !== undefined && field in (sent as object);
  if (!answer.ok) return isGiven ? [fieldId(request, field, 'wrong and refused')] : [];
  return [fieldId(request, field, isGiven ? 'given and accepted' : 'left out and accepted')];
}

/** What is refused before the upgrade; what is accepted the first frame tells. */
function idsOfHandshake(answer: Answer): string[] {
  if (answer.status < 400) return [];
  const query = new URLSearchParams(answer.request.path.split('?')[1]);
  return [
    responseId(handshake, answer.status),
    ...feedQueryFields.flatMap((name) =>
      idsOfUse(handshake, fieldOf({ in: 'query', name }), query.has(name), answer),
    ),
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
