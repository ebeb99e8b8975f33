import type { Plugin } from '@cucumber/cucumber/api';
import type { RunRequest } from '../../support/run/run-info';
import { RunModel } from './run-model';
import { runMessage } from './run-message';
import { judgeRun } from './verdict';

/**
 * The exit code of a run comes from our own account of its messages: a run is green only if every
 * scenario that was selected has ended and passed, whatever became of the processes.
 */
const plugin: Plugin<RunRequest> = {
  type: 'plugin',
  optionsKey: 'run',
  coordinator: ({ on, options: request }) => {
    const run = new RunModel();
    let hasFailed = false;
    on('message', (message) => {
      run.follow(message);
      if (message.testRunFinished) hasFailed = !message.testRunFinished.success;
    });
    process.once('exit', () => {
      if (run.end !== 'finished' || request.dryRun) return; // nothing to judge
      run.follow(runMessage(request)); // with what became known until now
      const { exitCode } = judgeRun(run, request.info.coverage);
      // Cucumber may know of something else that went wrong, such as a report that cannot be written.
      if (hasFailed || exitCode !== 0) process.exitCode = exitCode;
    });
  },
};

export default plugin;
