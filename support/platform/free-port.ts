import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';

/** Below all ranges from which systems hand out ports by themselves (RFC 6056, section 3.2). */
const range = { first: 20_000, last: 29_999 };
const attempts = 50;

/**
 * A free port of 127.0.0.1 that no system gives to anybody who does not ask for it by number, so
 * that it is still free after whoever listened there has left.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = randomInt(range.first, range.last + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`None of ${attempts} ports from ${range.first} to ${range.last} is free.`);
}

async function isFree(port: number): Promise<boolean> {
  const server = net.createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
