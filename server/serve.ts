import { pino } from 'pino';
import type { Config } from './config';
import { giveUp } from './give-up';
import { SystemClock } from './orders/clock';
import { createRandom } from './orders/delays';
import { createPlatform } from './platform';

/** What node:net's codes mean to somebody who starts the platform. */
const LISTEN_FAULTS: Record<string, string> = {
  EADDRINUSE: 'the port is in use',
  EACCES: 'this needs more rights',
  EADDRNOTAVAIL: 'this machine does not have the address',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'there is no such host, or nobody can tell',
};

/** Runs the platform in this process, until a signal or the end of whoever started it. */
export async function serve(config: Config): Promise<void> {
  const logger = pino({ level: config.logLevel });
  const random = createRandom(config.randomSeed);
  const platform = createPlatform(config, { clock: new SystemClock(), random, logger });

  let signalled = false;
  const stop = (why: string) => {
    logger.info(`stopping: ${why}`);
    void platform.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      if (signalled) process.exit(1); // whoever asks twice does not want to wait
      signalled = true;
      stop(signal);
    });
  }
  // Started by a run of the suite, which must not leave a platform behind, however it ends.
  process.once('disconnect', () => stop('the starting process is gone'));

  const listening = await platform.listen().catch((error: NodeJS.ErrnoException) => {
    const reason = LISTEN_FAULTS[error.code ?? ''] ?? error.message;
    return giveUp(`Cannot listen on ${config.host}:${config.port}: ${reason}`);
  });
  logger.info(listening, `listening on ${listening.url}`);
  process.send?.({ listening });
}
