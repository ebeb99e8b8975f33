import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { asyncApi } from './documents';
import { faultsOf } from './faults';

// The documents are checked by `npm test`; each worker checking them again would cost a second in all.
const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false });
addFormats(ajv);
ajv.addSchema({ $id: 'asyncapi', ...asyncApi });

function validator(schema: string): ValidateFunction {
  return ajv.compile({ $ref: `asyncapi#/components/schemas/${schema}` });
}

const messages = {
  'order:status': validator('OrderStatusEvent'),
  'answer to subscribe': validator('SubscribeAnswer'),
  'answer to unsubscribe': validator('UnsubscribeAnswer'),
};

/** What the platform sends over Socket.IO. */
export type EventMessage = keyof typeof messages;

/**
 * Checks what the platform sent over Socket.IO against the AsyncAPI document.
 * @returns what is broken, one line each; empty when the message keeps the contract
 */
export function brokenEventPromises(name: EventMessage, payload: unknown): string[] {
  const check = messages[name];
  if (check(payload)) return [];
  return faultsOf(check).map((fault) => `${name}: ${fault} in ${JSON.stringify(payload)}`);
}
