import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, runnerImport } from 'vite';

/** The folder of films that do not exist, and that of a copy of MovieLens, in the order in which they are offered. */
const madeUp = 'made-up';
const own = 'model';

type Files = ReadonlyMap<string, Uint8Array>;

/**
 * Ships films with the page: those that do not exist, made and trained when it is built, and those of the user's own
 * copy of MovieLens where `prepare.mjs` has put them. `film-sets.json` lists which there are, the first to be shown.
 */
export function filmSets(): Plugin {
  let root = '.';
  let made: Promise<Files> | undefined;
  const makeFilms = () => {
    made ??= runnerImport<typeof import('../src/prepare/made-up-files.js')>(
      join(root, 'src/prepare/made-up-files.ts'),
    ).then(({ module }) => module.madeUpFiles());
    return made;
  };
  const listed = () =>
    JSON.stringify(existsSync(join(root, 'public', own, 'catalogue.json')) ? [own, madeUp] : [madeUp]);
  return {
    name: 'film-sets',
    configResolved: (config) => {
      root = config.root;
    },
    async buildStart() {
      // Workers are built by plugins of their own: once is enough.
      if (this.environment.config.command === 'serve' || this.environment.config.isWorker) return;
      this.emitFile({ type: 'asset', fileName: 'film-sets.json', source: listed() });
      for (const [name, source] of await makeFilms()) {
        this.emitFile({ type: 'asset', fileName: `${madeUp}/${name}`, source });
      }
    },
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        if (request.url?.endsWith('/film-sets.json')) return response.end(listed());
        const name = new RegExp(`/${madeUp}/([^/?]+)`).exec(request.url ?? '')?.[1];
        const bytes = name === undefined ? undefined : (await makeFilms()).get(name);
        return bytes ? response.end(bytes) : next();
      });
    },
  };
}
