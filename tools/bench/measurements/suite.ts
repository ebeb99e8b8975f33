import fs from 'node:fs';
import path from 'node:path';
import { type Bench, FULL, type Measurement } from '../bench';
import { REPORTS } from '../project';
import { runCucumber } from './cucumber';
import { scenarioTimes } from './scenario-times';

export const WORKERS = 8;
export const WHOLE_SUITE = 'whole suite';

/** A part that stands for the suite in a quick run. */
const PART = 'features/orders';

/** How long the suite takes, and how long it would if its workers had nothing to do but scenarios. */
export const suite: Measurement = {
  name: 'suite',
  title: `The suite, ${WORKERS} workers`,
  run: async ({ effort, cores, figures, say }: Bench) => {
    const subject = effort === FULL ? WHOLE_SUITE : PART;
    const reports = path.join(REPORTS, 'suite');
    const args = ['--parallel', String(WORKERS), ...(effort === FULL ? [] : [PART])];
    for (let round = 1; round <= effort.rounds; round++) {
      say(`round ${round} of ${effort.rounds}: ${subject}`);
      const run = await runCucumber(args, reports, cores);
      if (run.exitCode !== 0) throw new Error(`The suite failed:\n${run.lastLines}`);
      const messages = fs.readFileSync(path.join(reports, 'messages.ndjson'), 'utf8');
      const { sum, alone, firstStarted, lastFinished } = scenarioTimes(messages);
      const times = {
        [WALL_TIME]: run.endedAt - run.startedAt,
        [SHARE]: sum / WORKERS,
        'until the first scenario': firstStarted - run.startedAt,
        'scenarios that run alone': alone,
        'after the last scenario': run.endedAt - lastFinished,
      };
      for (const [name, ms] of Object.entries(times)) {
        const better = name === WALL_TIME ? 'less' : undefined;
        figures.add({ measurement: suite.name, subject, name, unit: 's', better }, ms / 1000);
      }
    }
  },
};

export const WALL_TIME = 'wall time';

/** What one worker of them would take, if all were busy all the time. */
export const SHARE = `sum of scenarios ÷ ${WORKERS}`;
