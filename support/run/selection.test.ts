import { expect } from 'chai';
import type { RunRequest } from './run-info';
import { missingPaths, nothingSelectedMessage } from './selection';

const request: RunRequest = {
  paths: [],
  names: [],
  tags: '',
  dryRun: false,
  order: 'defined',
  parallel: 0,
  reports: 'reports',
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
