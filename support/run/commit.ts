import { spawnSync } from 'node:child_process';

/** Where build servers say it that check out no repository, or hand it into a container. */
const variables = ['GITHUB_SHA', 'CI_COMMIT_SHA', 'BUILD_SOURCEVERSION', 'GIT_COMMIT'];
const shown = 12;

/**
 * The commit of the features and steps that are run, shortened, and `-dirty` behind it if files
 * have been changed since; undefined where nobody knows, which is no mistake.
 */
export function commitOf(cwd: string, env: NodeJS.ProcessEnv): string | undefined {
  const git = spawnSync(
    'git',
    ['describe', '--always', '--dirty', '--exclude=*', `--abbrev=${shown}`],
    {
      cwd,
      encoding: 'utf8',
      timeout: 5_000,
      windowsHide: true,
    },
  );
  const said = git.status === 0 ? git.stdout.trim() : '';
  if (said !== '') return said;
  return variables
    .map((name) => env[name]?.trim())
    .find(Boolean)
    ?.slice(0, shown);
}
