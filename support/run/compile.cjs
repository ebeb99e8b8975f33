/**
 * Compiles the project's TypeScript into .build, once and before any worker process starts: eight
 * workers that each compile for themselves would need most of a minute. It is plain JavaScript,
 * because nothing has been compiled when it runs.
 */
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const process = require('node:process');

const inputFolders = ['server', 'step-definitions', 'support', 'tools'];
const inputFiles = ['package.json', 'tsconfig.json'];
const outputFolder = '.build';
const stampFile = 'compiled.json';

/** Says what stands in the way of running the code, in words for whoever started the run. */
class CompileError extends Error {}

/**
 * Brings .build up to date; does nothing, and writes nothing, when it already is.
 * Decides by content and not by time, so that a checkout or a copied folder cannot mislead it.
 * @param {string} root folder of the project
 * @returns {boolean} whether something had to be compiled
 * @throws {CompileError} if the code has syntax errors or .build cannot be written
 */
function compile(root) {
  const build = path.join(root, outputFolder);
  const sources = fingerprint(root, sourceFiles(root));
  if (isUpToDate(build, sources)) return false;

  const fresh = path.join(build, `.fresh-${process.pid}`);
  try {
    fs.mkdirSync(fresh, { recursive: true });
    runTypeScript(root, fresh);
    const outputs = filesBelow(fresh);
    for (const file of outputs) if (file.endsWith('.js.map')) correctSource(path.join(fresh, file));
    for (const file of outputs) moveIfChanged(path.join(fresh, file), path.join(build, file));
    removeLeftovers(build, new Set(outputs));
    const stamp = { sources, outputs: fingerprint(build, outputs), files: outputs };
    fs.writeFileSync(path.join(build, stampFile), JSON.stringify(stamp, null, 2));
  } catch (error) {
    if (error.code === undefined) throw error;
    throw new CompileError(`Cannot write ${outputFolder}, which is out of date: ${error.message}`);
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
  return true;
}

function isUpToDate(build, sources) {
  try {
    const stamp = JSON.parse(fs.readFileSync(path.join(build, stampFile), 'utf8'));
    return stamp.sources === sources && stamp.outputs === fingerprint(build, stamp.files);
  } catch {
    return false; // no stamp, or an output is missing
  }
}

/** Types are not checked here: that takes seconds, and `npm test` does it. */
function runTypeScript(root, outDir) {
  const tsc = require.resolve('typescript/bin/tsc', { paths: [root] });
  const options = ['--noCheck', '--incremental', 'false', '--noEmitOnError', 'false'];
  const pretty = ['--pretty', String(Boolean(process.stderr.isTTY))];
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [tsc, '--project', root, '--outDir', outDir, ...options, ...pretty],
    { cwd: root, encoding: 'utf8', windowsHide: true },
  );
  if (error) throw error;
  if (status !== 0)
    throw new CompileError(
      `The code does not compile, so nothing was run:\n\n${stdout}${stderr}`.trimEnd(),
    );
}

/** A map leads to its source by a relative path, and was written one folder deeper than it will be. */
function correctSource(file) {
  const map = JSON.parse(fs.readFileSync(file, 'utf8'));
  map.sources = map.sources.map((source) => source.replace('../', ''));
  fs.writeFileSync(file, JSON.stringify(map));
}

/** A rename replaces a file at once, so that a run beside this one never reads half of it. */
function moveIfChanged(from, to) {
  if (fs.existsSync(to) && fs.readFileSync(from).equals(fs.readFileSync(to))) return;
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.renameSync(from, to);
}

/** What is left of a deleted source must never be loaded. */
function removeLeftovers(build, outputs) {
  for (const file of filesBelow(build)) {
    const fresh = file.startsWith('.fresh-');
    if (!fresh && file !== stampFile && !outputs.has(file)) fs.rmSync(path.join(build, file));
  }
}

function sourceFiles(root) {
  const sources = inputFolders
    .filter((folder) => fs.existsSync(path.join(root, folder)))
    .flatMap((folder) => filesBelow(path.join(root, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => /\.(ts|json)$/.test(file));
  return [...inputFiles, ...sources];
}

/** The files in a folder and its folders, with slashes, sorted; packages of their own left out. */
function filesBelow(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isFile()) return [entry.name];
      if (!entry.isDirectory() || entry.name === 'node_modules') return [];
      return filesBelow(path.join(folder, entry.name)).map((file) => `${entry.name}/${file}`);
    })
    .sort();
}

function fingerprint(folder, files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(`${file}\0`).update(fs.readFileSync(path.join(folder, file)));
  return hash.digest('hex');
}

module.exports = { compile, CompileError };

if (require.main === module) {
  try {
    compile(process.cwd());
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
