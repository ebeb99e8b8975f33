import type { Capability } from '../capabilities';
import {
  asyncApi,
  resolved,
  type Parameter,
  type Reference,
  type ResponseDocument,
  type Schema,
} from '../documents';
import { endpoints } from '../operations';

/** Everything in the contract that a scenario can exercise, in four groups. */
export const groups = [
  'responses',
  'response headers',
  'request fields and headers',
  'events and answers',
] as const;
export type Group = (typeof groups)[number];

/** One thing that the contract documents. */
export interface ContractItem {
  /** In words, such as `POST /orders → 201`; unique. */
  id: string;
  group: Group;
}

/** What can be done with a field of a request. */
export type Use =
  'given and accepted' | 'left out and accepted' | 'left out and refused' | 'wrong and refused';

// One function for each kind of id: what enumerates items and what observes them must agree.

export const responseId = (endpoint: string, status: string | number) => `${endpoint} → ${status}`;
export const headerId = (endpoint: string, status: string | number, header: string) =>
  `${endpoint} → ${status}, ${header}`;
export const fieldId = (request: string, field: string, use: Use) => `${request}, ${field}: ${use}`;
export const eventId = (name: string, status: string) => `${name} ${status}`;
export const answerId = (request: string, ok: boolean, more?: string) =>
  `${request} → ${ok ? 'accepted' : 'refused'}${more === undefined ? '' : `, with ${more}`}`;

/** What the documents say in words and not as operations. */
/** The handshake of plain WebSocket, which is no operation of the OpenAPI document. */
export const handshake = 'GET /ws';

export const elsewhere = {
  unknownPath: 'a path that does not exist → 404',
  wrongMethod: 'a method that a path does not have → 405',
} as const;

/** What only a platform that was started for it can be brought to say, and why. */
export const onlyByOwnPlatform = (id: string) => id.includes('→ 503'); // a full platform

/** What a platform has to claim for an item to be exercised there, by the words of the item. */
const claimed: readonly (readonly [RegExp, Capability])[] = [
  [/^GET \/orders, query\/|^GET \/orders → (400|200, Link)/, 'paging'],
  [/Idempotency-Key|→ 422/, 'idempotency'],
  [/X-Execution-Delay-Ms/, 'controls'],
  [/→ (413|415)|^a method that a path does not have/, 'strict-http'],
  [/^GET \/health/, 'health'],
  [/^GET \/(openapi|asyncapi)\.json|^GET \/api-docs/, 'documents'],
  [/: (left out|wrong) and refused$/, 'problem-details'], // it is the problem that names the field
  [/^(un)?subscribe\b|^order:status /, 'socket.io'],
  [/^GET \/ws|^frame |^first frame /, 'websocket'],
  [/\b(since|epoch): |, with (replayed|complete)$/, 'replay'],
];

/** The capabilities by which an item is due. */
export function capabilitiesOf(id: string): Capability[] {
  return claimed.flatMap(([words, capability]) => (words.test(id) ? capability : []));
}

/** What nobody says where all subscribers speak plain WebSocket. */
export const onlyOverSocketIo = (id: string) => /^(un)?subscribe\b/.test(id);

/** The field as the contract's problem documents would name it, without the leading slash. */
export const fieldOf = ({ in: place, name }: Pick<Parameter, 'in' | 'name'>) =>
  `${{ query: 'query', header: 'headers', path: 'params' }[place]}/${name}`;

/** Properties of the JSON body of an operation, and which of them are required. */
export function bodyFields(schemaOrReference: Schema | Reference | undefined): {
  names: string[];
  required: string[];
} {
  const schema = schemaOrReference && resolved(schemaOrReference);
  return {
    names: Object.keys((schema?.properties as object | undefined) ?? {}),
    required: (schema?.required as string[] | undefined) ?? [],
  };
}

/** The Socket.IO requests of clients and the answers to them, by the documents' names. */
export const asked = ['subscribe', 'unsubscribe'] as const;

/** What each request of Socket.IO can have, and the query of plain WebSocket. */
export const fieldsAsked = { subscribe: ['orderId', 'since'], unsubscribe: ['orderId'] } as const;
export const feedQueryFields = Object.keys(
  (asyncApi.components.schemas.FeedQuery as { properties: object }).properties,
);

/** Every item of the contract, in the order of its documents. */
export function contractItems(): ContractItem[] {
  return [
    ...endpoints.flatMap(({ name, operation }) =>
      Object.keys(operation.responses).map((status) => item('responses', responseId(name, status))),
    ),
    ...Object.values(elsewhere).map((id) => item('responses', id)),
    ...endpoints.flatMap(({ name, operation }) =>
      Object.entries(operation.responses).flatMap(([status, response]) =>
        Object.keys(resolved<ResponseDocument>(response).headers ?? {}).map((header) =>
          item('response headers', headerId(name, status, header)),
        ),
      ),
    ),
    ...endpoints.flatMap(({ name, parameters, operation }) => [
      ...parameters.flatMap((each) => fieldItems(name, fieldOf(each), usesOf(each))),
      ...bodyItems(name, operation.requestBody?.content['application/json']?.schema),
    ]),
    ...statusesOfEvents().map((status) => item('events and answers', eventId(eventName, status))),
    ...asked.flatMap((request) => [
      ...fieldsAsked[request].flatMap((field) =>
        fieldItems(request, field, optionalUses, 'events and answers'),
      ),
      ...answerItems(request),
    ]),
    ...statusesOfEvents().map((status) => item('events and answers', eventId('frame', status))),
    ...firstFrameItems(),
    ...feedQueryFields.flatMap((name) =>
      fieldItems(handshake, fieldOf({ in: 'query', name }), optionalUses, 'events and answers'),
    ),
    ...[400, 404].map((status) => item('events and answers', responseId(handshake, status))),
  ];
}

const requiredUses: Use[] = ['given and accepted', 'left out and refused', 'wrong and refused'];
const optionalUses: Use[] = ['given and accepted', 'left out and accepted', 'wrong and refused'];

function usesOf({ in: place, required }: Parameter): Use[] {
  // without its parameter, a path would be another path
  if (place === 'path') return ['given and accepted', 'wrong and refused'];
  return required ? requiredUses : optionalUses;
}

function bodyItems(endpoint: string, schema: Schema | Reference | undefined): ContractItem[] {
  const { names, required } = bodyFields(schema);
  return names.flatMap((name) =>
    fieldItems(endpoint, `body/${name}`, required.includes(name) ? requiredUses : optionalUses),
  );
}

function fieldItems(
  request: string,
  field: string,
  uses: readonly Use[],
  group: Group = 'request fields and headers',
): ContractItem[] {
  return uses.map((use) => item(group, fieldId(request, field, use)));
}

const { orderStatus: eventMessage } = asyncApi.components.messages;
export const eventName = eventMessage?.name ?? 'order:status';

function statusesOfEvents(): string[] {
  const event = ofEvents(eventMessage?.payload ?? {});
  const { orderStatus } = event.properties as { orderStatus: Schema | Reference };
  return ofEvents(orderStatus).enum as string[];
}

/** Accepted and refused, and each property of the answer that is not always there. */
function answerItems(request: string): ContractItem[] {
  const payload = ofEvents(asyncApi.components.messages[`${request}Answer`]?.payload ?? {});
  return (payload.oneOf as (Schema | Reference)[]).flatMap((variant) => {
    const { properties, required } = ofEvents(variant) as {
      properties: Record<string, Schema> & { ok: { const: boolean } };
      required: string[];
    };
    const optional = Object.keys(properties).filter((name) => !required.includes(name));
    return [undefined, ...optional].map((more) =>
      item('events and answers', answerId(request, properties.ok.const, more)),
    );
  });
}

/** The first frame of plain WebSocket, and each property that it does not always have. */
function firstFrameItems(): ContractItem[] {
  const { properties, required } = asyncApi.components.schemas.SubscribedFrame as {
    properties: object;
    required: string[];
  };
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  return [undefined, ...optional].map((more) =>
    item('events and answers', answerId('first frame', true, more)),
  );
}

function ofEvents(part: Schema | Reference): Schema {
  return resolved<Schema>(part, asyncApi);
}

function item(group: Group, id: string): ContractItem {
  return { id, group };
}
