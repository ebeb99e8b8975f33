import net, { type AddressInfo, type Socket } from 'node:net';

/** A long way to a port of this machine: everything takes its time, in either direction. */
export async function slowly(
  target: number,
  latencyMs: number,
  port = 0,
): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const platform = net.connect({
      ...{ port: target, host: 'localhost', noDelay: true, allowHalfOpen: true },
    });
    for (const [from, to] of [
      [client, platform],
      [platform, client],
    ] as const) {
      sockets.add(from);
      later(from, to, latencyMs);
      from.on('close', () => sockets.delete(from));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const each of sockets) each.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Timers of one length end in the order in which they began, so that nothing overtakes. */
function later(from: Socket, to: Socket, ms: number): void {
  const wait = (what: () => void) => setTimeout(what, ms);
  from.on('data', (data) => wait(() => to.writable && to.write(data)));
  from.on('end', () => wait(() => to.end()));
  from.on('error', () => wait(() => to.destroy()));
  from.on('close', () => wait(() => to.destroy()));
}
