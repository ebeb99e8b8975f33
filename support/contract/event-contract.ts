import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { asyncApi } from './documents';
import type { ClauseId } from './clauses';
import type { Failure } from './failure';
import { faultText } from './faults';

// The documents are checked by `npm test`; each worker checking them again would cost a second in all.
const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false });
addFormats(ajv);
ajv.addSchema({ $id: 'asyncapi', ...asyncApi });

/** What the platform sends over Socket.IO, and over plain WebSocket. */
export type EventMessage =
  'order:status' | 'answer to subscribe' | 'answer to unsubscribe' | 'first frame' | 'frame';

/**
 * Checks what the platform sent to a subscriber against the AsyncAPI document.
 * @returns what is broken; empty when the message keeps the contract
 */
export function brokenEventPromises(name: EventMessage, payload: unknown): Failure[] {
  const schema = schemaFor(name, payload);
  const check = ajv.getSchema(`asyncapi#/components/schemas/${schema}`)!;
  if (check(payload)) return [];
  const seen = JSON.stringify(payload);
  const { orderId: order } = (payload ?? {}) as { orderId?: string };
  const what = { 'order:status': 'an event', frame: 'a frame' }[name as string] ?? `the ${name}`;
  return (check.errors ?? []).map((error) => ({
    ...{ kind: 'broken', clause: clauseOf(schema, error), seen },
    sentence: `${what}: ${faultText(error)}`,
    ...(typeof order === 'string' && { order }),
  }));
}

/** An answer is one of two: what it says of itself tells by which it is to be judged. */
function schemaFor(name: EventMessage, payload: unknown): string {
  if (name === 'order:status') return 'OrderStatusEvent';
  if (name === 'frame') return 'OrderStatusFrame';
  if (name === 'first frame') return 'SubscribedFrame';
  if ((payload as { ok?: unknown } | null)?.ok === false) return 'Refused';
  return name === 'answer to subscribe' ? 'Subscribed' : 'Unsubscribed';
}

function clauseOf(schema: string, { instancePath, params }: ErrorObject): ClauseId {
  const { missingProperty = '' } = params as { missingProperty?: string };
  const field = missingProperty || (instancePath.split('/')[1] ?? '');
  if (schema === 'Refused') return 'EVENT-6';
  if (schema === 'SubscribedFrame')
    return ['replayed', 'complete'].includes(field) ? 'REPLAY-1' : 'WS-1';
  if (schema === 'OrderStatusFrame' && field === 'type') return 'WS-2';
  if (schema === 'OrderStatusEvent' || schema === 'OrderStatusFrame')
    return field === 'sequence' ? 'EVENT-2' : 'EVENT-3';
  if (field === 'epoch') return 'REPLAY-3';
  if (field === 'replayed' || field === 'complete') return 'REPLAY-1';
  return field === 'sequence' || field === 'order' ? 'SIO-2' : 'SIO-1';
}
