import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on a free port, and tells whoever started it where, as the platform does. */
export function listen(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ listening: { url: `http://127.0.0.1:${port}` } });
  });
  process.once('disconnect', () => process.exit());
}
