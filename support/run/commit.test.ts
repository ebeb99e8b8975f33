import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { commitOf } from './commit';

describe('the commit of a run', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'commit-'))));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  // a folder above may be a repository by chance: this one must not look there
  const apart = { GIT_CEILING_DIRECTORIES: os.tmpdir() };
  const outside = (env: NodeJS.ProcessEnv) => {
    Object.assign(process.env, apart);
    try {
      return commitOf(folder, env);
    } finally {
      delete process.env.GIT_CEILING_DIRECTORIES;
    }
  };

  it('is what a build server says where there is no repository', () => {
    expect(outside({ GITHUB_SHA: '0123456789abcdef' })).to.equal('0123456789ab');
  });

  it('is left out where nobody knows it', () => {
    expect(outside({})).to.equal(undefined);
  });
});
