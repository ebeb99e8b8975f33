import type { Subscribed, Subscription } from '../../../support/contract/types';
import type { Access } from '../../../support/platform/access';

/** What the platform says when it has subscribed a client; one that cannot replay has no epoch. */
export type Confirmation = Omit<Subscribed, 'ok' | 'epoch'> & { epoch?: string | undefined };

/** Who hears of one connection; of nothing any more after `lost` or `refused`. */
export interface Listener {
  /** Comes before the events that follow it, those that were missed included; as it was sent. */
  subscribed(confirmation: unknown): void;
  /** As it was sent. */
  event(event: unknown): void;
  /** @param complaint what is wrong, in words; another connection may be better */
  lost(complaint: string): void;
  /** @param reason what makes no sense of the subscription, in the platform's words */
  refused(reason: string): void;
}

/**
 * Makes one connection to a platform and subscribes.
 * @param url the platform's address, without a slash at its end
 * @returns what closes it, after which the listener hears nothing
 */
export type Connect = (
  access: Access,
  subscription: Subscription,
  listener: Listener,
) => () => void;
