import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { publishedPackages } from './support/packages.js';
import { publish, type Registry, startRegistry } from './support/registry.js';
import { run } from './support/run.js';
import { asJavaScript, firstSnippet } from './support/snippets.js';

const chromiumPath = inject('chromiumPath');
const scratch = mkdtempSync(join(tmpdir(), 'publish-'));
const consumer = join(scratch, 'consumer');
let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry(scratch);
  await publish(registry);
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "private": true, "type": "module" }\n');
  const install = ['install', '@autoencoders/variational', '@tensorflow/tfjs'];
  const installed = await run('npm', install, { cwd: consumer, env: registry.env });
  expect(installed, installed.stderr).toMatchObject({ code: 0 });
}, 600_000);

afterAll(() => {
  registry?.close();
  rmSync(scratch, { recursive: true, force: true });
});

describe('published to a registry and installed outside the workspace', () => {
  const readme = () => join(consumer, 'node_modules/@autoencoders/variational/README.md');

  it('publishes every package', async () => {
    for (const { name, manifest } of publishedPackages()) {
      const answer = (await (await fetch(registry.url + name)).json()) as {
        versions: Record<string, object>;
      };
      expect(Object.keys(answer.versions)).toContain(manifest.version);
      expect(JSON.stringify(answer.versions[manifest.version])).not.toMatch(/workspace:|catalog:|source/);
    }
  });

  it('installs one engine and no native build', () => {
    const found = readdirSync(join(consumer, 'node_modules'), { recursive: true }) as string[];
    expect(found.filter((file) => file.endsWith('tfjs-core/package.json'))).toHaveLength(1);
    expect(found.filter((file) => file.endsWith('.node'))).toEqual([]);
  });

  it("trains by the README's snippet in Node", async () => {
    const main = join(consumer, 'main.mjs');
    writeFileSync(main, asJavaScript(firstSnippet(readme())!.code));
    const ended = await run(process.execPath, [main], { cwd: consumer });
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    expect(ended.stdout).not.toBe('');
  });

  it.skipIf(chromiumPath === '')(
    "trains by the README's snippet in a browser bundle made by Vite",
    async () => {
      const page = `<!doctype html><link rel="icon" href="data:," /><script type="module" src="./main.ts"></script>`;
      writeFileSync(join(consumer, 'index.html'), page);
      writeFileSync(join(consumer, 'main.ts'), `${firstSnippet(readme())?.code}\ndocument.title = 'done';\n`);
      const options = { root: consumer, configFile: false, logLevel: 'error' } as const;
      await build({ ...options, build: { target: 'esnext' } });
      const server = await preview({ ...options, preview: { port: 0 } });
      const browser = await chromium.launch({
        executablePath: chromiumPath,
        args: ['--no-sandbox', '--disable-background-networking'],
      });
      try {
        const tab = await browser.newPage();
        const problems: string[] = [];
        const printed: string[] = [];
        tab.on('pageerror', (error) => problems.push(error.message));
        tab.on('console', (message) =>
          (message.type() === 'error' ? problems : printed).push(message.text()),
        );
        await tab.goto(server.resolvedUrls!.local[0]!);
        await expect.poll(() => tab.title(), { timeout: 90_000, message: problems.join() }).toBe('done');
        expect(problems).toEqual([]);
        expect(printed).not.toEqual([]);
      } finally {
        await browser.close();
        await server.close();
      }
    },
  );
});
