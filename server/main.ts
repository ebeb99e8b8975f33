import v8 from 'node:v8';
import { ConfigError, readConfig } from './config';
import type { Config } from './config';
import type * as Serving from './serve';
import { giveUp } from './give-up';

// Where memory is plenty, V8 lets garbage grow to four times what is alive before it collects any.
v8.setFlagsFromString('--heap-growing-percent=100');

const config = checkedConfig();
// Loaded only now, so that a bad setting is told at once.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- import() takes no .ts files
const { serve } = require('./serve') as typeof Serving;
void serve(config);

function checkedConfig(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) return giveUp(error.message);
    throw error;
  }
}
