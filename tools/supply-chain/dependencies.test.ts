import fs from 'node:fs';
import { expect } from 'chai';
import { isAllowed, readLicences } from './licences';

const read = (file: string) => fs.readFileSync(file, 'utf8');
const project = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;
const headings = { 'The platform': 'dependencies', 'The suite and its tools': 'devDependencies' };

describe('What the project is made of', () => {
  const page = read('docs/dependencies.md');
  for (const [heading, kind] of Object.entries(headings)) {
    it(`names each of the ${kind} once in docs/dependencies.md, with its reason`, () => {
      const [, section = ''] = page.split(`## ${heading}\n`);
      const rows = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)` +\| (.*) \|$/gm)];
      const named = rows.map(([, name]) => name);
      expect(named).to.have.members(Object.keys(project[kind as keyof typeof project]));
      for (const [, name, reason = ''] of rows) expect(reason.trim(), name).to.match(/^.{10,}$/);
    });
  }

  it('has one version of each, and no other', () => {
    for (const [name, version] of Object.entries({
      ...project.dependencies,
      ...project.devDependencies,
    }))
      expect(version, name).to.match(/^\d+\.\d+\.\d+$/);
  });

  it('may be used and passed on: every licence is one of those that docs/dependencies.md names', () => {
    const licences = readLicences('.');
    expect(licences.length).to.be.above(100);
    expect(licences.filter((each) => !isAllowed(each))).to.deep.equal([]);
  });

  it('reads licences as SPDX writes them', () => {
    const judged = (licence: string | undefined, isDev = false) =>
      isAllowed({ path: 'node_modules/a', licence, isDev });
    for (const allowed of ['MIT', '(GPL-3.0 OR MIT)', '(MIT AND Zlib)'])
      expect(judged(allowed), allowed).to.equal(true);
    for (const refused of [undefined, 'GPL-3.0', 'MPL-2.0', 'MIT AND GPL-3.0', 'UNLICENSED', ''])
      expect(judged(refused), refused).to.equal(false);
    expect(judged('MPL-2.0', true)).to.equal(true);
    expect(judged('AGPL-3.0', true)).to.equal(false);
  });
});

describe('What runs it', () => {
  it('pins every action of the workflows by its hash, and names the version', () => {
    const folder = '.github/workflows';
    const used = fs
      .readdirSync(folder)
      .flatMap((name) => [...read(`${folder}/${name}`).matchAll(/uses: (.*)/g)])
      .map(([, action = '']) => action);
    expect(used).to.not.be.empty;
    for (const action of used) expect(action).to.match(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('limits memory and processes of every container', () => {
    const services = read('docker-compose.yml')
      .split(/^services:$/m)[1]
      ?.split(/^ {2}(?=\w)/m)
      .slice(1);
    expect(services).to.have.length.above(1);
    for (const service of services ?? [])
      expect(service)
        .to.match(/^ {4}mem_limit: /m)
        .and.match(/^ {4}pids_limit: /m);
  });
});
