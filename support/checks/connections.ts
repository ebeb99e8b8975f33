import { claim } from '../contract/claims';
import { FailureError } from '../contract/failure';
import { deadlines, stretched } from '../run/settings/deadlines';
import type { Subscriber } from '../actors/subscriber';

/** The platform closes the connection of a subscriber in this time, however it does. */
export async function expectLetGo(subscriber: Subscriber, ms: number): Promise<void> {
  await endOf(subscriber, stretched(ms), 'WS-4');
}

/** The platform closes the connection of a subscriber at once, and says why by this code. */
export async function expectLetGoWith(subscriber: Subscriber, code: number): Promise<void> {
  const clause = code === tooBig ? 'WS-3' : 'WS-4';
  const end = await endOf(subscriber, deadlines.event, clause);
  claim(clause, 'a connection is closed with another code', end.code === code, {
    ...{ expected: `code ${code}`, seen: end.reason, subscriber: subscriber.name },
  });
}

/** Message Too Big (RFC 6455, section 7.4.1). */
const tooBig = 1009;

async function endOf(subscriber: Subscriber, ms: number, clause: 'WS-3' | 'WS-4') {
  const end = await subscriber.untilEnded(ms);
  if (end !== undefined) return end;
  const sentence = 'a connection is not closed that has to be';
  const expected = `an end within ${ms} ms`;
  throw new FailureError([
    { kind: 'broken', clause, sentence, expected, seen: 'none', subscriber: subscriber.name },
  ]);
}
