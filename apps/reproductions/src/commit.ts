import { execFileSync } from 'node:child_process';

/** What runs write, a study's result among it, is no change of the sources. */
const written = [':(top,exclude)apps/reproductions/results', ':(top,exclude)apps/reproductions/README.md'];

/** The commit that is checked out, with `-dirty` where sources differ from it. */
export function currentCommit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const dirty = git('status', '--porcelain', '--untracked-files=no', '--', ':/', ...written) !== '';
    return git('rev-parse', 'HEAD') + (dirty ? '-dirty' : '');
  } catch {
    return 'unknown';
  }
}
