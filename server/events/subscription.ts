import Ajv from 'ajv';
import type { ErrorObject } from 'ajv';
import { readAsyncApi } from '../contract/documents';
import type { Subscription } from '../contract/types';
import { UUID } from '../contract/wire';

/** `npm test` has checked the document; to check it at every start would take time. */
const UNCHECKED = { meta: false, validateSchema: false };

export type ReadSubscription = (args: readonly unknown[]) => Subscription | { error: string };

/**
 * Makes the check of what comes with `subscribe` and `unsubscribe` against the AsyncAPI document.
 * It gives back the subscription, or what is wrong with it, naming the field.
 */
export function createSubscriptionReader(): ReadSubscription {
  const ajv = new Ajv({ ...UNCHECKED, allErrors: true, formats: { uuid: UUID } });
  ajv.addVocabulary(['asyncapi', 'info', 'defaultContentType', 'servers', 'channels']);
  ajv.addVocabulary(['operations', 'components']);
  ajv.addSchema(readAsyncApi(), 'asyncapi');
  const matches = ajv.compile<Subscription>({
    $ref: 'asyncapi#/components/schemas/Subscription',
  });

  return (args) => {
    if (args.length > 1) return { error: 'more than one argument' };
    const subscription = args.length === 0 ? {} : args[0];
    if (ArrayBuffer.isView(subscription)) return { error: 'subscription: bytes must be object' };
    if (matches(subscription)) return subscription;
    return { error: matches.errors!.map(describe).join('; ') };
  };
}

/** What says to people the same as the validator's words, by the keyword that was violated. */
const PLAINER_WORDS: Record<string, string> = {
  format: 'is not a UUID',
  additionalProperties: 'is not a known field',
};

function describe({ keyword, instancePath, params, message }: ErrorObject): string {
  const { additionalProperty: unknown } = params as { additionalProperty?: string };
  const field = unknown ?? (instancePath.slice(1) || 'subscription');
  return `${field}: ${PLAINER_WORDS[keyword] ?? message}`;
}
