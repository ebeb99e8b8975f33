/**
 * Whoever reads no further, such as `head`, has seen enough: the run goes on, and its reports and
 * its exit code say how it ended.
 */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
