import { expect } from 'chai';
import { PlatformWatch, type Look } from './platform-watch';
import type { PlatformInfo } from './run-info';

async function watched(...looks: Look[]): Promise<string[]> {
  const platform: PlatformInfo = { baseUrl: 'http://x', version: '1', own: false };
  const watch = new PlatformWatch(platform, () => Promise.resolve(looks.shift() ?? 'unclear'));
  for (let left = looks.length; left > 0; left -= 1) await watch.take();
  watch.stop();
  for (const { from, to } of platform.incidents ?? []) expect(from).to.be.at.most(to);
  return (platform.incidents ?? []).map(({ what }) => what);
}
const up = (uptimeSeconds: number): Look => ({ uptimeSeconds });

describe('a platform that is watched', () => {
  it('has no incident while it goes on, however slowly', async () => {
    expect(await watched(up(1), 'unclear', up(2), up(3))).to.deep.equal([]);
  });

  it('has gone away where nobody is there', async () => {
    expect(await watched(up(1), 'nobody', 'nobody')).to.deep.equal(['gone']);
  });

  it('was restarted where its uptime has begun anew, gone in between or not', async () => {
    expect(await watched(up(100), up(1), up(2))).to.deep.equal(['restarted']);
    expect(await watched(up(100), 'nobody', up(1))).to.deep.equal(['restarted']);
    expect(await watched(up(100), 'nobody', up(102))).to.deep.equal(['gone']);
  });
});
