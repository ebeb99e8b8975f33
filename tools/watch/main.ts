import { Access } from '../../support/platform/access';
import { environmentWith } from '../../support/run/settings/handed-over';
import { SettingError } from '../../support/run/settings/setting-error';
import { overSocketIo } from './connections/socket-io';
import { overWebSocket } from './connections/websocket';
import { eventLine, jsonLine, noticeLine, orderLine, refusalLine } from './lines';
import { readOptions, usage, type WatchOptions } from './options';
import { readerOf } from './reader';
import { Watcher } from './watcher';

/** Prints order events as they happen; run by `npm run watch`. */
async function main(): Promise<number> {
  const options = read();
  if (options === undefined) return 2;
  if (options.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  // Whoever reads no further, such as `head`, has seen enough.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) =>
    process.exit(code === 'EPIPE' ? 0 : 1),
  );
  const coloured = process.stdout.isTTY && process.stdout.hasColors();
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const access = new Access(options.platform.baseUrl, options.platform);
  const watcher = new Watcher({
    ...{ access, orderId: options.orderId },
    connect: options.transport === 'websocket' ? overWebSocket : overSocketIo,
    read: readerOf(access),
    onEvent: (event) => print(options.json ? jsonLine(event) : eventLine(event, coloured)),
    onOrder: (order) => print(options.json ? jsonLine(order) : orderLine(order, coloured)),
    onNotice: (text) => process.stderr.write(`${noticeLine(text)}\n`),
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => watcher.stop());

  const { refusal } = await watcher.ended;
  if (refusal === undefined) return 0;
  process.stderr.write(`${refusalLine(refusal)}\n`);
  return 1;
}

function read(): WatchOptions | undefined {
  try {
    return readOptions(process.argv.slice(2), environmentWith());
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
}

void main().then((code) => {
  process.exitCode = code;
});
