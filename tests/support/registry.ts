import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from './packages.js';
import { run } from './run.js';

/** A local registry: what is published stays in its folder, everything else comes from npm's own. */
export interface Registry {
  readonly url: string;
  /** The environment under which npm and pnpm use it, with caches of its own. */
  readonly env: NodeJS.ProcessEnv;
  close(): void;
}

/** Starts Verdaccio in `folder` and waits until it answers. */
export async function startRegistry(folder: string): Promise<Registry> {
  const upstream = (await run('npm', ['config', 'get', 'registry'], { cwd: folder })).stdout.trim();
  const port = await freePort();
  const url = `http://localhost:${port}/`;
  const config = join(folder, 'verdaccio.yaml');
  const everybody = { access: '$all', publish: '$all', unpublish: '$all' };
  writeFileSync(
    config,
    // JSON is YAML.
    JSON.stringify({
      storage: join(folder, 'storage'),
      uplinks: { npm: { url: upstream, timeout: '120s', maxage: '60m' } },
      packages: { '@autoencoders/*': everybody, '**': { access: '$all', proxy: 'npm' } },
      log: { type: 'stdout', format: 'pretty', level: 'warn' },
      max_body_size: '64mb',
      server: { keepAliveTimeout: 60 },
    }),
  );
  const npmrc = join(folder, 'npmrc');
  // Publishing asks the client for a token; this registry lets everybody publish.
  writeFileSync(
    npmrc,
    `registry=${url}\n//localhost:${port}/:_authToken=local\nprovenance=false\naudit=false\nfund=false\n`,
  );
  const server = spawn(
    join(root, 'node_modules/.bin/verdaccio'),
    ['--config', config, '--listen', `localhost:${port}`],
    {
      cwd: folder,
      stdio: 'ignore',
    },
  );
  await answering(url, server);
  const env = {
    ...process.env,
    npm_config_userconfig: npmrc,
    npm_config_registry: url,
    npm_config_cache: join(folder, 'cache'),
  };
  return { url, env, close: () => server.kill() };
}

/**
 * Publishes the packages of the workspace as a release does: all of them, or those that pnpm's filters name.
 *
 * @throws {Error} with what pnpm wrote, when it fails.
 */
export async function publish(registry: Registry, filters: readonly string[] = []): Promise<void> {
  const chosen = filters.flatMap((filter) => ['--filter', filter]);
  const args = ['-r', ...chosen, 'publish', '--no-git-checks', '--registry', registry.url];
  const { code, stdout, stderr } = await run(join(root, 'node_modules/.bin/pnpm'), args, {
    cwd: root,
    env: registry.env,
  });
  if (code !== 0) throw new Error(`pnpm publish ended with ${code}: ${stderr}${stdout}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (server.exitCode !== null) throw new Error(`verdaccio ended with ${server.exitCode}`);
    const answer = await fetch(`${url}-/ping`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  server.kill();
  throw new Error('verdaccio did not answer within 30 seconds');
}
