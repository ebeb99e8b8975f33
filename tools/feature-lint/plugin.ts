import type { Plugin } from '@cucumber/cucumber/api';
import { sayAside } from '../../support/evidence/printable';
import { lintAll } from './lint-feature';
import { type Finding } from './read-feature';

/**
 * Says in plain words why a feature cannot be read, as the last words of a run that therefore never
 * begins, in place of those of Gherkin's parser.
 */
const plugin: Plugin = {
  type: 'plugin',
  coordinator: ({ on, transform }) => {
    const sources = new Map<string, string>();
    let isUnreadable = false;
    on('message', ({ parseError, source }) => {
      if (parseError) isUnreadable = true;
      if (source) sources.set(source.uri, source.data);
    });
    transform('pickles:filter', (pickles) => {
      if (isUnreadable) explainAtEnd(lintAll(sources).filter(({ rule }) => rule === 'syntax'));
      return pickles;
    });
  },
};

export default plugin;

function explainAtEnd(findings: readonly Finding[]): void {
  const lines = findings.map(({ uri, line, message }) => `${uri}:${line}  ${message}`);
  process.once('exit', () =>
    sayAside(`\nNothing was run, because a feature cannot be read:\n${lines.join('\n')}`),
  );
}
