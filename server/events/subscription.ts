import { eventSchema, describeViolation } from '../contract/async-api-checks';
import type { Subscription } from '../contract/types';

export type ReadSubscription = (args: readonly unknown[]) => Subscription | { error: string };

/**
 * Makes the check of what comes with `subscribe` and `unsubscribe` against the AsyncAPI document.
 * It gives back the subscription, or what is wrong with it, naming the field.
 */
export function createSubscriptionReader(
  schema: 'Subscription' | 'Unsubscription',
): ReadSubscription {
  const matches = eventSchema<Subscription>(schema);

  return (args) => {
    if (args.length > 1) return { error: 'more than one argument' };
    const subscription = args.length === 0 ? {} : args[0];
    if (ArrayBuffer.isView(subscription)) return { error: 'subscription: bytes must be object' };
    if (matches(subscription)) return subscription;
    const faults = matches.errors!.map(describeViolation);
    return {
      error: faults
        .map(({ field, message }) => `${field || 'subscription'}: ${message}`)
        .join('; '),
    };
  };
}
