import { expect } from 'chai';
import { FULL, QUICK, type Measurement } from './bench';
import { CommandLineError, helpText, readCommandLine } from './command-line';

const measurement = (name: string): Measurement => ({
  name,
  title: `what ${name} measures`,
  run: () => Promise.resolve(),
});
const all = ['placing', 'fan-out', 'list'].map(measurement);
const read = (...args: string[]) => readCommandLine(args, all);

describe('the command line of the bench', () => {
  it('asks for everything, and for no verdict, unless told otherwise', () => {
    expect(read()).to.deep.equal({ effort: FULL, measurements: all, strict: false, help: false });
  });

  it('picks parts, in the order of the bench', () => {
    const { measurements } = read('--only', 'list', '--only=placing');
    expect(measurements.map(({ name }) => name)).to.deep.equal(['placing', 'list']);
  });

  it('can be quick, and strict', () => {
    expect(read('--quick', '--strict')).to.include({ effort: QUICK, strict: true });
  });

  const mistakes = [
    [['--only', 'lists'], '--only: "lists" is not one of placing, fan-out, list'],
    [['--only'], '--only'],
    [['--fast'], '--fast'],
    [['placing'], 'placing'],
  ] as const;
  for (const [args, message] of mistakes) {
    it(`refuses ${args.join(' ')}`, () => {
      expect(() => read(...args)).to.throw(CommandLineError, message);
    });
  }

  it('explains itself', () => {
    for (const { name, title } of all) expect(helpText(all)).to.include(name).and.include(title);
  });
});
