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

/** What the platform sends over Socket.IO. */
export type EventMessage = 'order:status' | 'answer to subscribe' | 'answer to unsubscribe';

/**
 * Checks what the platform sent over Socket.IO against the AsyncAPI document.
 * @returns what is broken; empty when the message keeps the contract
 */
export function brokenEventPromises(name: EventMessage, payload: unknown): Failure[] {
  const schema = schemaFor(name, payload);
  const check = ajv.getSchema(`asyncapi#/components/schemas/${schema}`)!;
  if (check(payload)) return [];
  const seen = JSON.stringify(payload);
  const { orderId: order } = (payload ?? {}) as { orderId?: string };
  const what = name === 'order:status' ? 'an event' : `the ${name}`;
  return (check.errors ?? []).map((error) => ({
    ...{ kind: 'broken', clause: clauseOf(schema, error), seen },
    sentence: `${what}: ${faultText(error)}`,
    ...(typeof order === 'string' && { order }),
  }));
}

/** An answer is one of two: what it says of itself tells by which it is to be judged. */
function schemaFor(name: EventMessage, payload: unknown): string {
  if (name === 'order:status') return 'OrderStatusEvent';
  if ((payload as { ok?: unknown } | null)?.ok === false) return 'Refused';
  return name === 'answer to subscribe' ? 'Subscribed' : 'Unsubscribed';
}

function clauseOf(schema: string, { instancePath, params }: ErrorObject): ClauseId {
  const { missingProperty = '' } = params as { missingProperty?: string };
  const field = missingProperty || (instancePath.split('/')[1] ?? '');
  if (schema === 'Refused') return 'EVENT-6';
  if (schema === 'OrderStatusEvent') return field === 'sequence' ? 'EVENT-2' : 'EVENT-3';
  return field === 'sequence' || field === 'order' ? 'SIO-2' : 'SIO-1';
}
