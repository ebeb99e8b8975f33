import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { asyncApi } from './documents';
import { faultsOf } from './faults';

// The documents are checked by `npm test`; each worker checking them again would cost a second in all.
const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false });
addFormats(ajv);
ajv.addSchema({ $id: 'asyncapi', ...asyncApi });

const schemas = {
  'order:status': 'OrderStatusEvent',
  'answer to subscribe': 'SubscribeAnswer',
  'answer to unsubscribe': 'UnsubscribeAnswer',
};

/** What the platform sends over Socket.IO. */
export type EventMessage = keyof typeof schemas;

/** Compiled when it is first asked for: no scenario has to wait for it before it begins. */
function validator(name: EventMessage): ValidateFunction {
  return ajv.getSchema(`asyncapi#/components/schemas/${schemas[name]}`)!;
}

/**
 * Checks what the platform sent over Socket.IO against the AsyncAPI document.
 * @returns what is broken, one line each; empty when the message keeps the contract
 */
export function brokenEventPromises(name: EventMessage, payload: unknown): string[] {
  const check = validator(name);
  if (check(payload)) return [];
  return faultsOf(check).map((fault) => `${name}: ${fault} in ${JSON.stringify(payload)}`);
}
