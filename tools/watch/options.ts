import { parseArgs } from 'node:util';
import { SettingError } from '../../support/run/settings/setting-error';
import { readAddress } from '../../support/run/settings/platform/address';
import type { PlatformDescription } from '../../support/run/settings/platform/description';
import { readPlatform } from '../../support/run/settings/platform/platform-under-test';

const transports = ['socket.io', 'websocket'] as const;

/** How the events come. */
export type Transport = (typeof transports)[number];

export interface WatchOptions {
  /** The platform, with its address. */
  platform: PlatformDescription & { baseUrl: string };
  /** The one order to watch; undefined for all. */
  orderId: string | undefined;
  transport: Transport;
  /** Whether to print events as JSON. */
  json: boolean;
  help: boolean;
}

const defaultUrl = 'http://localhost:3000';

export const usage = `Prints order events as they happen, until Ctrl-C.

  npm run watch -- [--order ID] [--url ADDRESS] [--transport NAME]
  npm run -s watch -- --json | ...

  --order ID        one order alone; ends by itself once that is executed or cancelled
  --url ADDRESS     the platform; by default BASE_URL, or what PLATFORM's file says, or else
                    ${defaultUrl}
  --transport NAME  how the events come: socket.io, or websocket for the plain one at /ws
  --json            each event as a line of JSON, for other programs
  --help            this

After a loss of the connection it asks for what it missed. Where the platform no longer has it all,
it says that there is a gap, reads the orders again, and shows those that have changed: an order as
it stands, without the number that an event has.

Events and orders go to standard output, all else to standard error. Exit code 1: the platform
refuses to be watched so; 2: these options make no sense.`;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads the command line.
 * @param args what follows the name of the program
 * @throws SettingError that names the option
 */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): WatchOptions {
  const { order, url, transport: name = 'socket.io', json = false, help = false } = parse(args);
  const transport = transports.find((each) => each === name);
  if (transport === undefined)
    throw new SettingError(`--transport: "${name}" is none of ${transports.join(', ')}`);
  if (order !== undefined && !uuid.test(order))
    throw new SettingError(`--order: "${order}" is not a UUID, which every order has for its name`);
  if (url !== undefined && readAddress('--url', url) === undefined)
    throw new SettingError(
      '--url: nothing follows; give an address, such as http://localhost:3000',
    );
  const described = readPlatform(url === undefined ? env : { ...env, BASE_URL: url });
  const platform = { ...described, baseUrl: described.baseUrl ?? defaultUrl };
  return { platform, orderId: order, transport, json, help };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        order: { type: 'string' },
        url: { type: 'string' },
        transport: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    // Its first sentence says what is wrong; the others are about how programs read options.
    const [what = ''] = (error as Error).message.split(/\. |\n/);
    throw new SettingError(`${what.replace(/\.$/, '')}; --help says what there is`);
  }
}
