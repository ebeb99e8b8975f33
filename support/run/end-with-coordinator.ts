import { isWorker } from './settings/handed-over';

/**
 * A worker whose coordinating process is gone has nobody to report to and ends at once, without a
 * word: by the news that the channel has closed, or by failing to send through it, whichever is
 * first.
 */
if (isWorker())
  for (const event of ['disconnect', 'error']) process.once(event, () => process.exit(1));
