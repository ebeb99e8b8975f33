import type { Agent } from 'node:http';
import type { ManagerOptions, SocketOptions } from 'socket.io-client';
import type { Access } from '../access';

/**
 * What Socket.IO's client has to know to reach a platform at the origin of its address: below that
 * is a path, which the client would take for a namespace.
 * @param agent makes the connections over TCP
 */
export function socketIoOptions(
  { headers, prefix, description, agentThatKeeps }: Access,
  agent: Agent = agentThatKeeps,
): Partial<ManagerOptions & SocketOptions> {
  const { path, auth } = description.socketIo;
  return {
    path: prefix + path,
    extraHeaders: { ...headers },
    ...(auth && { auth: { ...auth } }),
    agent: agent as unknown as string, // an agent is what Node has; the types are a browser's
  };
}
