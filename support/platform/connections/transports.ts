/** The ways to connect over Socket.IO, by the words of the features. */
export const socketIoTransports = {
  WebSocket: ['websocket'],
  'HTTP polling': ['polling'],
  'polling, then WebSocket': ['polling', 'websocket'],
} as const;

/** The way to connect without Socket.IO, in the words of the features. */
export const plainWebSocket = 'plain WebSocket';

export type SocketIoTransport = keyof typeof socketIoTransports;

/** A way to connect. */
export type Transport = SocketIoTransport | typeof plainWebSocket;

export const transports: readonly Transport[] = [
  ...(Object.keys(socketIoTransports) as SocketIoTransport[]),
  plainWebSocket,
];
