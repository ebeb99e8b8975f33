import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { encoded } from '../run/settings/platform/address';
import type { Proxy } from '../run/settings/platform/description';

/**
 * A connection through an HTTP proxy, which hands on whatever comes (RFC 9110, section 9.3.6).
 * @throws Error that says what the proxy answered
 */
export function throughProxy(
  { server, username, password = '' }: Proxy,
  host: string,
  port: number,
): Promise<Socket> {
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const { request } = server.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    request(server, {
      method: 'CONNECT',
      path: target,
      agent: false,
      headers: {
        Host: target,
        ...(username !== undefined && {
          'Proxy-Authorization': `Basic ${encoded({ username, password })}`,
        }),
      },
    })
      .once('connect', ({ statusCode = 0, statusMessage }, socket: Socket) => {
        if (statusCode >= 200 && statusCode < 300) return resolve(socket.setNoDelay(true));
        socket.destroy();
        const answer = `${statusCode} ${statusMessage} to CONNECT ${target}`;
        return reject(new Error(`the proxy ${server} answered ${answer}`));
      })
      .once('error', (error: NodeJS.ErrnoException) => {
        const reason = `the proxy ${server}: ${error.message}`;
        reject(Object.assign(new Error(reason, { cause: error }), { code: error.code }));
      })
      .end();
  });
}
