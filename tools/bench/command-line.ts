import { parseArgs } from 'node:util';
import { FULL, QUICK, type Effort, type Measurement } from './bench';

/** What a run of the bench was asked to do. */
export interface Request {
  effort: Effort;
  measurements: readonly Measurement[];
  /** Whether a goal that is missed makes the exit code 1. */
  strict: boolean;
  help: boolean;
}

/** A command line that makes no sense; the message names the argument. */
export class CommandLineError extends Error {}

/** @throws CommandLineError */
export function readCommandLine(args: string[], all: readonly Measurement[]): Request {
  const { values } = parse(args);
  const names = all.map(({ name }) => name);
  for (const name of values.only ?? []) {
    if (!names.includes(name)) {
      throw new CommandLineError(`--only: "${name}" is not one of ${names.join(', ')}`);
    }
  }
  return {
    effort: values.quick ? QUICK : FULL,
    measurements: values.only ? all.filter(({ name }) => values.only!.includes(name)) : all,
    strict: values.strict ?? false,
    help: values.help ?? false,
  };
}

export function helpText(all: readonly Measurement[]): string {
  const width = Math.max(...all.map(({ name }) => name.length));
  return [
    'npm run bench -- [--quick] [--only NAME]... [--strict]',
    '',
    '  --quick      a short run, to see that everything works; its figures say little',
    '  --only NAME  only a part of it, can be given more than once:',
    ...all.map(({ name, title }) => `                 ${name.padEnd(width)}  ${title}`),
    '  --strict     exit code 1 if a goal is missed',
  ].join('\n');
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        quick: { type: 'boolean' },
        only: { type: 'string', multiple: true },
        strict: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CommandLineError((error as Error).message);
  }
}
