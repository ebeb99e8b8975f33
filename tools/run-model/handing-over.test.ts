import { loadConfiguration } from '@cucumber/cucumber/api';
import { expect } from 'chai';
import { RunInfo } from '../../support/run/run-info';

describe('what becomes known of a run', () => {
  it('is one thing for the plugin and for all reports', async () => {
    const info = new RunInfo();
    const run = { order: 'defined', info };
    const { runConfiguration } = await loadConfiguration({
      file: false,
      provided: { formatOptions: { run }, pluginOptions: { run } } as object,
    });
    const { formats, plugins } = runConfiguration;
    const handed = (options: object | undefined) => (options as { run?: typeof run })?.run?.info;
    expect(handed(formats.options)).to.equal(info);
    expect(handed(plugins?.options)).to.equal(info);
  });
});
