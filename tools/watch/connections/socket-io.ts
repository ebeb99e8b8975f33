import { io } from 'socket.io-client';
import type { SubscribeAnswer } from '../../../support/contract/types';
import { textFor } from '../../../support/contract/visible';
import { deadlines } from '../../../support/run/settings/deadlines';
import { socketIoOptions } from '../../../support/platform/connections/socket-io-options';
import type { Connect } from './connection';

/**
 * One connection over Socket.IO. It is never made again by Socket.IO itself: whoever asks for what
 * was missed is told how much that is, a client whose connection is recovered is not.
 */
export const overSocketIo: Connect = (access, subscription, listener) => {
  const socket = io(access.url.origin, {
    ...socketIoOptions(access, ['websocket', 'polling']),
    tryAllTransports: true,
    forceNew: true,
    reconnection: false,
    timeout: deadlines.connection,
  });
  let isOver = false;
  const close = () => {
    isOver = true;
    socket.off().disconnect();
  };
  const lose = (complaint: string) => {
    if (isOver) return;
    close();
    listener.lost(complaint);
  };

  socket.on('connect', () => {
    // Called back, not awaited: events that come with the answer would be handled before it.
    const answered = (error: Error | null, answer: SubscribeAnswer | null) => {
      if (error) return lose('The platform does not answer the subscription');
      if (isOver) return;
      if (answer?.ok !== false) return listener.subscribed(answer);
      close();
      listener.refused(textFor(answer.error));
    };
    socket.timeout(deadlines.event).emit('subscribe', subscription, answered);
  });
  // A platform with recovery appends an offset to every event: only the first argument is it.
  socket.on('order:status', (event: unknown) => listener.event(event));
  socket.on('disconnect', (reason) => lose(`Connection lost (${reason})`));
  socket.on('connect_error', () => lose(`${access.baseUrl} does not answer`));
  return close;
};
