import type { WebSocket } from 'ws';
import type {
  OrderStatusEvent,
  OrderStatusFrame,
  Since,
  SubscribedFrame,
} from '../../../support/contract/types';
import { pathFor } from './feed-path';
import { askInPlatformsNumbers } from './memory';
import type { Sequences } from './sequences';
import { openWebSocket } from './web-sockets';

/**
 * What a platform replays of all orders over plain WebSocket; nothing where it says nothing.
 * @param since in the numbers that the suite sees, as are those of the events
 */
export function replayed(
  platformUrl: string,
  since: Since,
  sequences: Sequences,
): Promise<OrderStatusEvent[]> {
  const ask = { name: 'subscribe', payload: [{ since }] };
  return new Promise((resolve) => {
    openWebSocket(`${platformUrl}${pathFor(askInPlatformsNumbers(ask, sequences))}`, {
      opened: (platform) => collect(platform, sequences, resolve),
      refused: () => resolve([]),
      failed: () => resolve([]),
    });
  });
}

function collect(
  platform: WebSocket,
  sequences: Sequences,
  resolve: (events: OrderStatusEvent[]) => void,
): void {
  const events: OrderStatusEvent[] = [];
  let due = Infinity;
  platform.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as SubscribedFrame | OrderStatusFrame;
    if (frame.type === 'subscribed') due = frame.replayed ?? 0;
    else {
      const { type, ...event } = frame;
      if (type === 'order:status')
        events.push({ ...event, sequence: sequences.shown(event.sequence) });
    }
    if (events.length >= due) platform.close();
  });
  platform.on('close', () => resolve(events.slice(0, due)));
}
