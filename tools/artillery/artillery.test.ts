import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { CORE_SCHEMA, load } from 'js-yaml';
import { ChoiceError, chosenLoads, loadsIn } from './choice';
import { isInstalled } from './install';
import { outcomeText } from './outcome';

describe('the choice of loads', () => {
  const known = ['burst', 'ramp'];

  it('is all of them, or those that are named, once each', () => {
    expect(chosenLoads([], known)).to.deep.equal(known);
    expect(chosenLoads(['ramp', 'ramp'], known)).to.deep.equal(['ramp']);
  });

  it('names what is not one of them', () => {
    expect(() => chosenLoads(['brust'], known)).to.throw(
      ChoiceError,
      '"brust" is not a load; there are: burst, ramp',
    );
  });

  it('takes no options', () => {
    expect(() => chosenLoads(['--count', '3'], known)).to.throw(ChoiceError, '"--count" is not');
  });
});

describe('the loads of Artillery', () => {
  it('are there, and say their limits', () => {
    expect(loadsIn('tools/artillery/loads')).to.deep.equal([
      'burst',
      'constant',
      'ramp',
      'subscribers',
    ]);
    for (const name of loadsIn('tools/artillery/loads')) {
      const text = fs.readFileSync(path.join('tools/artillery/loads', `${name}.yml`), 'utf8');
      const { config } = load(text, { schema: CORE_SCHEMA }) as { config: Record<string, object> };
      expect(config.plugins, name).to.have.keys('ensure', 'expect');
      expect(config.ensure, name).to.include.keys('maxErrorRate', 'thresholds', 'conditions');
    }
  });

  it('are installed again when their lock file has changed', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'load-'));
    const write = (file: string, text: string) => {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), text);
    };
    write('package-lock.json', '{}');
    expect(isInstalled(folder)).to.equal(false);
    write('node_modules/.installed-package-lock.json', '{}');
    expect(isInstalled(folder)).to.equal(true);
    write('package-lock.json', '{ }');
    expect(isInstalled(folder)).to.equal(false);
    fs.rmSync(folder, { recursive: true });
  });
});

describe('the outcome of loads', () => {
  const report = {
    aggregate: {
      counters: { 'orders.accepted': 100, 'orders.executed': 98, 'orders.lost': 2 },
      summaries: { execution_delay: { mean: 2003.4, median: 2001, p95: 2450, p99: 2490 } },
    },
  };

  it('is told in one row each', () => {
    const text = outcomeText([
      { name: 'burst', passed: false, report },
      { name: 'ramp', passed: true, report: undefined },
    ]);
    expect(text).to.match(/burst +│ failed +│ +100 │ +98 │ +2 │ +– │ +2003\.4 │ +2450 │ +2490/);
    expect(text).to.match(/ramp +│ passed +│ +– │/);
  });
});
