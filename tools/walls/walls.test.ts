import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { IConfiguration, ICruiseResult } from 'dependency-cruiser';

/** One import the wrong way for every wall: who imports what, and which wall stops it. */
const wrongWays: [from: string, to: string, wall: string][] = [
  ['server/http/a', 'server/http/b', 'no-circle'], // and back, below
  ['server/main', 'nowhere/to-be-found', 'resolvable'],
  ['server/orders/a', 'server/http/a', 'orders-know-no-transport'],
  ['server/orders/b', 'server/events/a', 'orders-know-no-transport'],
  ['server/orders/c', 'server/contract/types', 'orders-know-no-transport'],
  ['server/orders/d', 'node:http', 'orders-know-no-transport'],
  ['server/orders/e', 'express', 'orders-know-no-transport'],
  ['server/orders/f', 'socket.io', 'orders-know-no-transport'],
  ['server/orders/g', 'pino', 'orders-know-no-transport'],
  ['server/http/c', 'server/events/a', 'http-and-events-apart'],
  ['server/events/b', 'server/http/d', 'http-and-events-apart'],
  ['server/http/e', 'server/platform', 'server-points-down'],
  ['server/config', 'server/serve', 'platform-never-listens-by-itself'],
  ['server/events/c', 'support/tables/a', 'server-knows-no-suite'],
  ['server/events/d', 'tools/html/a', 'server-knows-no-suite'],
  ['support/platform/a', 'server/config', 'suite-sees-a-black-box'],
  ['support/load/a', 'tools/html/a', 'suite-knows-no-tools'],
  ['step-definitions/a', 'tools/html/a', 'suite-knows-no-tools'],
  ['step-definitions/b', 'step-definitions/c', 'nobody-imports-steps'],
  ['step-definitions/d', 'server/config', 'steps-hand-over'],
  ['step-definitions/e', 'axios', 'steps-hand-over'],
  ['step-definitions/f', 'playwright-core', 'steps-hand-over'],
  ['step-definitions/g', 'socket.io-client', 'steps-hand-over'],
  ['support/run/a', 'support/hooks', 'support-run-stays-below'],
  ['support/checks/a', 'support/parameter-types', 'support-load-checks-stays-below'],
  ['support/load/b', 'support/run/b', 'support-load-checks-stays-below'],
  ['support/actions/a', 'support/checks/b', 'support-actions-stays-below'],
  ['support/world', 'support/actions/b', 'support-world-stays-below'],
  ['support/actors/a', 'support/world', 'support-tables-actors-stays-below'],
  ['support/tables/a', 'support/actions/b', 'support-tables-actors-stays-below'],
  ['support/platform/b', 'support/actors/b', 'support-platform-stays-below'],
  ['support/evidence/a', 'support/platform/c', 'support-evidence-stays-below'],
  ['support/contract/a', 'support/evidence/b', 'support-contract-stays-below'],
  ['support/run/settings/a', 'support/contract/b', 'support-run-settings-stays-below'],
  ['tools/report/a', 'tools/console/a', 'tools-apart'],
];

/** What the walls let through. */
const rightWays: [from: string, to: string][] = [
  ['server/http/z', 'server/orders/z'],
  ['support/platform/local-platform', 'server/main'],
  ['support/contract/z', 'server/contract/types'],
  ['support/contract/y', 'support/run/settings/z'],
  ['support/hooks', 'support/run/z'],
  ['tools/report/z', 'tools/run-model/z'],
  ['step-definitions/z', 'support/actors/z'],
];

describe('The walls', function () {
  this.timeout(30_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'walls-'));
  const broken = new Map<string, string[]>();
  let names: (string | undefined)[];

  before(async () => {
    const inPackage = (file: string) => !file.includes('/');
    const known = (file: string) => !file.startsWith('node:') && file !== 'nowhere/to-be-found';
    const files = new Map<string, string[]>();
    const add = (from: string, to?: string) =>
      files.set(from, [...(files.get(from) ?? []), ...(to === undefined ? [] : [to])]);
    for (const [from, to] of [...wrongWays, ...rightWays, ['server/http/b', 'server/http/a']]) {
      add(from, to);
      if (known(to)) add(inPackage(to) ? `node_modules/${to}/index` : to);
    }
    for (const [file, imports] of files) {
      const target = path.join(folder, `${file}.${file.startsWith('node_modules') ? 'js' : 'ts'}`);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      const up = '../'.repeat(file.split('/').length - 1) || './';
      const lines = imports.map(
        (to) =>
          // types alone: they count as any other import
          `import type {} from '${inPackage(to) || to.startsWith('node:') ? to : up + to}';`,
      );
      fs.writeFileSync(target, `${lines.join('\n')}\nexport {};\n`);
    }
    const { cruise } = await import('dependency-cruiser');
    const { options, ...ruleSet } = await walls();
    names = ruleSet.forbidden?.map(({ name }) => name) ?? [];
    const { output } = await cruise(['server', 'support', 'tools', 'step-definitions'], {
      ...options,
      ruleSet,
      validate: true,
      baseDir: folder,
    });
    for (const { from, to, rule } of (output as ICruiseResult).summary.violations) {
      const key = `${bare(from)} → ${bare(to)}`;
      broken.set(key, [...(broken.get(key) ?? []), rule.name]);
    }
  });

  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  for (const [from, to, wall] of wrongWays)
    it(`stop ${from} from importing ${to}`, () => {
      const stopped = [...broken].filter(([key]) => key.startsWith(`${from} → `));
      expect(
        stopped.flatMap(([, names]) => names),
        to,
      ).to.include(wall);
    });

  for (const [from, to] of rightWays)
    it(`let ${from} import ${to}`, () => {
      expect([...broken.keys()].filter((key) => key.startsWith(`${from} → `))).to.deep.equal([]);
    });

  it('are tried here one and all', () => {
    expect(names).to.have.members([...new Set(wrongWays.map(([, , wall]) => wall))]);
  });
});

async function walls(): Promise<IConfiguration> {
  const file = path.resolve('.dependency-cruiser.cjs');
  return ((await import(pathToFileURL(file).href)) as { default: IConfiguration }).default;
}

function bare(file: string): string {
  return file.replaceAll('\\', '/').replace(/\.(ts|js)$/, '');
}
