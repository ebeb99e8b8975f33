import { expect } from 'chai';
import { RunInfo, type RunRequest } from './run-info';
import {
  asksForHeavy,
  missingPaths,
  missingPathsMessage,
  nothingSelectedMessage,
  unknownTags,
} from './selection';

const request: RunRequest = {
  paths: [],
  names: [],
  tags: '',
  dryRun: false,
  order: 'defined',
  parallel: 0,
  reports: 'reports',
  strictFlaky: false,
  info: new RunInfo(),
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

describe('missingPathsMessage', () => {
  const said = (given: string) => missingPathsMessage(process.cwd(), [given]);

  it('asks whether a feature or a folder that is like it was meant', () => {
    const cancelling = 'Did you mean "features/orders/cancelling.feature"?';
    expect(said('features/orders/canceling.feature')).to.include(cancelling);
    expect(said('cancelling.feature')).to.include(cancelling);
    expect(said('features\\orders\\cancelling')).to.include(cancelling);
    expect(said('features/order')).to.include('Did you mean "features/orders"?');
  });

  it('asks nothing where none is', () => {
    expect(said('features/orders/zzz.feature')).to.not.include('Did you mean');
    expect(missingPathsMessage('/no/such/project', ['x'])).to.not.include('Did you mean');
  });
});

describe('unknownTags', () => {
  const there = new Set(['@cancel', '@load', '@this']);

  it('names each tag once that no scenario has, and the one that may have been meant', () => {
    expect(unknownTags('(@cancle or @load) and not (@load) or @cancle', there)).to.deep.equal([
      'No scenario has the tag @cancle. Did you mean "@cancel"?',
    ]);
    expect(unknownTags('@smoke', there)).to.deep.equal(['No scenario has the tag @smoke.']);
  });

  it('lets a run leave out what is not there, unless it looks misspelt', () => {
    expect(unknownTags('not @wip and not(@slow)', there)).to.deep.equal([]);
    expect(unknownTags('not @cancell', there)).to.deep.equal([
      'No scenario has the tag @cancell. Did you mean "@cancel"?',
    ]);
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

  it('says which tag no scenario has, and which there are', () => {
    const message = nothingSelectedMessage({ ...request, tags: '@cancle' }, new Set(['@cancel']));
    expect(message)
      .to.include('No scenario has the tag @cancle. Did you mean "@cancel"?')
      .and.include('Tags that scenarios have: @cancel');
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
