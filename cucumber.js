const path = require('node:path');
const { compile, CompileError } = require('./support/run/compile.cjs');

/**
 * How the features are run. This file is read once, by the process that coordinates the run;
 * `npm run bdd`, `npx cucumber-js` and an editor's run button all come this way.
 */
try {
  compile(__dirname);
} catch (error) {
  if (!(error instanceof CompileError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

// what is compiled by now
const { argumentsOf } = require('./.build/support/run/cucumber-internals');
const { RunInfo } = require('./.build/support/run/run-info');
const { reportsFolder } = require('./.build/support/run/settings/settings');

const code = {
  require: [
    '.build/support/run/source-maps.js', // first, so that what is loaded later shows its .ts lines
    '.build/support/run/closed-output.js',
    '.build/support/run/without-cli.js',
    '.build/support/run/end-with-coordinator.js',
    '.build/support/world.js',
    '.build/support/parameter-types.js',
    '.build/support/hooks.js',
    '.build/step-definitions/**/*.js',
  ],
};
const snippets = {
  snippetInterface: 'async-await',
  snippetSyntax: './.build/tools/console/snippet-syntax.js',
};

const plugins = [
  './.build/support/run/plugin.js',
  './.build/tools/run-model/verdict-plugin.js', // says how it ended
  './.build/tools/feature-lint/plugin.js', // says why a feature cannot be read
];

const asked = argumentsOfThisRun();
const order = asked.order ?? 'random';
const measuresLoad =
  /^\(?@(load|heavy)\b/.test(asked.tags ?? '') ||
  allIn(/(^|[\\/])features[\\/]load\b/, asked.paths);
// Room for all that a burst leaves behind: nothing is measured while garbage is collected.
if (measuresLoad) process.execArgv.push('--min-semi-space-size=64', '--max-semi-space-size=64');

const run = {
  paths: asked.paths ?? [],
  names: asked.name ?? [],
  tags: asked.tags ?? '',
  dryRun: asked.dryRun ?? false,
  // chosen here and not by Cucumber, so that the summary can say how to get the same order again
  order: order === 'random' ? `random:${Math.floor(Math.random() * 1_000_000)}` : order,
  parallel: asked.parallel ?? workersFor(asked),
  reports: reportsFolder(),
  strictFlaky: false,
  info: new RunInfo(),
};
const report = (file) => path.join(run.reports, file);

module.exports = {
  default: profileOf(run),
  /** With `--retry`: what passes only when it is tried again fails the run. */
  'strict-flaky': profileOf({ ...run, strictFlaky: true }),
  /** For `npm run mutation`: the platform runs in this process, without its delays. */
  mutation: {
    require: [...code.require, '.build/tools/mutation/hooks.js'],
    plugin: ['./.build/tools/mutation/quick-first.js'],
    tags: 'not (@timing or @browser or (@heavy and not @pings))',
    formatOptions: snippets,
  },
  /** For a run of many against faults of a platform: its outcome in messages, and no other report. */
  faults: {
    ...code,
    order: 'defined',
    plugin: plugins,
    pluginOptions: { run },
    format: [
      './.build/tools/console/console-formatter.js',
      ['./.build/tools/run-model/messages-formatter.js', report('messages.ndjson')],
    ],
    formatOptions: { run, ...snippets },
  },
  /** The code alone, without a platform and reports, for tools that ask what is defined. */
  code: { ...code, formatOptions: snippets },
};

// No `paths` here: Cucumber would add them to those of the command line. Its default is features/.
function profileOf(run) {
  return {
    ...code,
    order: run.order,
    parallel: run.parallel,
    plugin: plugins,
    pluginOptions: { run },
    format: ['./.build/tools/console/console-formatter.js', ...(run.dryRun ? [] : reportFiles())],
    formatOptions: { run, ...snippets },
  };
}

function reportFiles() {
  return [
    ['./.build/tools/report/bdd-report-formatter.js', report('bdd-report.html')],
    ['./.build/tools/junit/junit-formatter.js', report('junit.xml')],
    ['./.build/tools/run-model/messages-formatter.js', report('messages.ndjson')],
    ['./.build/tools/report/coverage-formatter.js', report('contract-coverage.json')],
    ['./.build/tools/conformance/conformance-formatter.js', report('conformance.json')],
    ['./.build/tools/html-folder/html-folder-formatter.js', report('cucumber.json')],
  ];
}

/** What this file has to know of the command line, which Cucumber keeps from it. */
function argumentsOfThisRun() {
  const [, script = ''] = process.argv;
  return path.basename(script).startsWith('cucumber') ? argumentsOf(process.argv) : {};
}

function allIn(pattern, paths = []) {
  return paths.length > 0 && paths.every((given) => pattern.test(given));
}

/** Waiting costs nothing, so that sixteen do well on two cores; but each takes its time to start. */
function workersFor({ paths, tags = '', dryRun }) {
  if (dryRun) return 0;
  const pickedByHand = allIn(/:\d+$/, paths) || /^\(?@(this|pause)\b/.test(tags);
  // What measures a load runs alone, and others that start meanwhile would be measured with it.
  return pickedByHand || measuresLoad ? 1 : Math.min(16, workersWithRoom());
}

/** As many as fit into the memory of a container, where one that is too many would be killed. */
function workersWithRoom() {
  const MiB = 1024 * 1024;
  const perWorker = 160 * MiB;
  const others = 300 * MiB; // the process that coordinates, and a browser's client
  const limit = process.constrainedMemory?.() || Infinity;
  return Math.max(1, Math.floor((limit - others) / perWorker));
}
