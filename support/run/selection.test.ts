import { expect } from 'chai';
import type { RunRequest } from './run-info';
import { asksForHeavy, missingPaths, nothingSelectedMessage } from './selection';

const request: RunRequest = {
  paths: [],
  names: [],
  tags: '',
  dryRun: false,
  order: 'defined',
  parallel: 0,
  reports: 'reports',
  strictFlaky: false,
};

describe('missingPaths', () => {
  it('names what does not exist, without its line', () => {
    const given = ['support/run/selection.ts:3:7', 'support', 'features/nope.feature:12'];
    expect(missingPaths(process.cwd(), given)).to.deep.equal(['features/nope.feature']);
  });

  it('leaves patterns and lists of paths to Cucumber', () => {
    expect(missingPaths(process.cwd(), ['nope/**/*.feature', '@rerun.txt'])).to.deep.equal([]);
  });
});

describe('nothingSelectedMessage', () => {
  it('names the tags, names and paths that were asked for', () => {
    const asked = { ...request, paths: ['features/a.feature'], tags: '(@cancle)', names: ['x'] };
    const message = nothingSelectedMessage(asked);
    expect(message).to.match(/^No scenario was selected\.$/m);
    expect(message)
      .to.include('features/a.feature')
      .and.include('(@cancle)')
      .and.include('names: x');
  });

  it('explains what a line selects', () => {
    const message = nothingSelectedMessage({ ...request, paths: ['features/a.feature:2'] });
    expect(message).to.include('A line selects');
  });
});

describe('asking for a heavy scenario', () => {
  const feature = 'features/load/heavy.feature';
  const asks = (given: Partial<RunRequest>) =>
    asksForHeavy({ ...request, ...given }, feature, process.cwd());

  it('is done by its tag, a name, its file, its line or a list of paths', () => {
    expect(asks({ tags: '(@heavy)' })).to.equal(true);
    expect(asks({ names: ['5000 orders'] })).to.equal(true);
    expect(asks({ paths: ['./features/load/heavy.feature'] })).to.equal(true);
    expect(asks({ paths: ['features/orders', 'features/load/heavy.feature:9:20'] })).to.equal(true);
    expect(asks({ paths: ['@rerun.txt'] })).to.equal(true);
  });

  it('is not done by a whole run, a folder, a pattern or another tag', () => {
    expect(asks({})).to.equal(false);
    expect(asks({ paths: ['features', 'features/load', 'features/**/*.feature'] })).to.equal(false);
    expect(asks({ tags: '@load' })).to.equal(false);
  });
});
