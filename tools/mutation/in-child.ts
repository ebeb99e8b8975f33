/**
 * Loaded first into every platform that a scenario starts as a process while coverage is measured.
 * It writes the number of each mutant down as it is reached for the first time, at once, because
 * such a platform may be ended at any moment.
 */
import fs from 'node:fs';
import path from 'node:path';

const folder = process.env.MUTATION_COVERAGE_FOLDER;

if (folder !== undefined) {
  const file = fs.openSync(path.join(folder, String(process.pid)), 'a');
  const reached = new Proxy<Record<string, number>>(
    {},
    {
      set: (hits, id: string, count: number) => {
        if (!(id in hits)) fs.writeSync(file, `${id}\n`);
        hits[id] = count;
        return true;
      },
    },
  );
  Object.assign(globalThis, { __stryker__: { mutantCoverage: { static: reached, perTest: {} } } });
}
