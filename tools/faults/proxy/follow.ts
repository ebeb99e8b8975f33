import type { WebSocket } from 'ws';
import type { OrderStatusFrame, SubscribedFrame } from '../../../support/contract/types';
import type { Follower } from '../fault';
import { openWebSocket } from './web-sockets';

/** Follows a platform over plain WebSocket. @param failed called if it cannot be followed */
export function follow(platformUrl: string, follower: Follower, failed: () => void): WebSocket {
  return openWebSocket(`${platformUrl}/ws`, {
    opened: (platform) => {
      platform.on('ping', (data: Buffer) => platform.pong(data));
      platform.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as SubscribedFrame | OrderStatusFrame;
        if (frame.type === 'subscribed') return follower.begins(frame.sequence);
        const { type, ...event } = frame;
        if (type === 'order:status') follower.event(event);
      });
    },
    refused: failed,
    failed,
  });
}
