import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect } from 'chai';
import { argumentsOf, commandLine } from './cucumber-internals';

/** What a new process prints that runs this code. */
function printed(code: string): string {
  const args = ['--require', require.resolve('ts-node/register'), '-e', code];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return stdout.trim() || stderr;
}

const internals = JSON.stringify(path.resolve('support/run/cucumber-internals.ts'));

describe("what is used of Cucumber's insides", () => {
  it('reads the command line as Cucumber does', () => {
    const argv = ['node', 'cucumber-js', 'features/orders', '-t', '@cancel', '--name', 'a b'];
    expect(
      argumentsOf([...argv, '--parallel', '3', '--dry-run', '--order', 'random:7']),
    ).to.include({
      ...{ tags: '(@cancel)', parallel: 3, dryRun: true, order: 'random:7' },
    });
    expect(argumentsOf(argv).paths).to.deep.equal(['features/orders']);
    expect(argumentsOf(argv).name).to.deep.equal(['a b']);
  });

  it('is loaded by Cucumber, or would have to be spared no longer', () => {
    const code = `require('@cucumber/cucumber');
      console.log(require.resolve(${JSON.stringify(commandLine)}) in require.cache)`;
    expect(printed(code)).to.equal('true');
  });

  it('leaves a worker all that it needs', () => {
    const code = `require(${internals}).withoutCommandLine();
      const { Given, After, Formatter, setWorldConstructor } = require('@cucumber/cucumber');
      console.log([Given, After, Formatter, setWorldConstructor].map((each) => typeof each).join());`;
    expect(printed(code)).to.equal('function,function,function,function');
  });
});
