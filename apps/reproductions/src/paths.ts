import { fileURLToPath } from 'node:url';

const app = new URL('..', import.meta.url);

/** Where things are; the compiled file lies as deep as this one. */
export const paths = {
  results: fileURLToPath(new URL('results', app)),
  readme: fileURLToPath(new URL('README.md', app)),
  runs: fileURLToPath(new URL('../../runs/reproductions', app)),
  /** Beside the repository. */
  shared: fileURLToPath(new URL('../../../shared/data', app)),
};
