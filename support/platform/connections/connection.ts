import type { Failure } from '../../contract/failure';
import type { Answer } from '../../contract/messages';
import type { SubscribeAnswer, UnsubscribeAnswer } from '../../contract/types';

/** What a client asks for. */
export type Asking = 'subscribe' | 'unsubscribe';

/** The answer to a request for a subscription, or to its end. */
export type Reply = SubscribeAnswer | UnsubscribeAnswer;

/** What came of asking: a reply as it came, a refusal over HTTP, or nothing that is an answer. */
export type Outcome =
  | { reply: Reply }
  | { refusal: Answer }
  /** Why there is none; a failure where that breaks the contract by itself. */
  | { nothing: string; failure?: Failure };

/** How a connection ended. */
export interface End {
  /** The close code (RFC 6455, section 7.4), where the transport has one. */
  code?: number;
  reason: string;
}

/** What a connection tells the client whose it is, in the order in which it came. */
export interface Listener {
  event(event: unknown): void;
  lost(end: End): void;
}

/** Why a connection could not be opened. */
export interface Unopened {
  reason: string;
  /** Whether the platform has answered, and refused: else nobody did. */
  isAnswered: boolean;
}

/**
 * A client's way to the platform's events, over one transport. It can be opened again after its
 * end. Whoever uses it sets the deadlines.
 */
export interface Connection {
  readonly isOpen: boolean;
  /** Whether it began with HTTP polling. */
  readonly isPolling: boolean;
  /** Whether the platform gave back the rooms and the missed events as it was opened last. */
  readonly hasRecovered: boolean;
  /** Whether asking is what opens it. */
  readonly isOpenedByAsking: boolean;
  /** Opens it, where asking does not. @returns why that cannot be, or undefined */
  open(): Promise<Unopened | undefined>;
  /** @param answered called as the answer arrives, before anything that came behind it */
  ask(asking: Asking, payload: readonly unknown[], answered: (outcome: Outcome) => void): void;
  /** Asks for events, and for no answer. */
  askUnanswered(payload: readonly unknown[]): void;
  /** @param arrived called when all that the platform had sent up to now has arrived */
  roundTrip(arrived: () => void): void;
  /** Breaks, and says no goodbye. Resolves when it has. */
  lose(): Promise<void>;
  /** Is to say when it is opened again that it has had another event than its last. */
  pretend(offset: (last: string) => string): void;
  /** Sends what nobody has asked for. */
  send(data: string | Buffer): void;
  /** Ends for good, and says goodbye. */
  leave(): void;
}
