import type { Agent } from 'node:http';
import { NodeWebSocket } from 'engine.io-client';
import type { ManagerOptions, SocketOptions } from 'socket.io-client';
import type { Access } from '../access';
import { longestFrame } from './frames';
import { BoundedPolling } from './polling';

const ways = { polling: BoundedPolling, websocket: NodeWebSocket } as const;

/**
 * What Socket.IO's client has to know to reach a platform at the origin of its address: below that
 * is a path, which the client would take for a namespace.
 * @param agent makes the connections over TCP
 */
export function socketIoOptions(
  { headers, prefix, description, agentThatKeeps }: Access,
  transports: readonly (keyof typeof ways)[],
  agent: Agent = agentThatKeeps,
): Partial<ManagerOptions & SocketOptions> & { maxPayload: number } {
  const { path, auth } = description.socketIo;
  return {
    path: prefix + path,
    transports: transports.map((each) => ways[each]), // so that one can be left out
    maxPayload: longestFrame,
    extraHeaders: { ...headers },
    ...(auth && { auth: { ...auth } }),
    agent: agent as unknown as string, // an agent is what Node has; the types are a browser's
  };
}
