import type { ArrayDataset } from '@autoencoders/data';
import { mnist } from '@autoencoders/data/node';

/** MNIST as the studies use it. */
export interface MnistParts {
  /** What is trained on. */
  readonly training: ArrayDataset;
  /** 10,000 of the 60,000 training images, by which settings and epochs are chosen. */
  readonly validation: ArrayDataset;
  readonly test: ArrayDataset;
}

/** The usual split, 50,000 to 10,000, or a part of each. */
export async function mnistParts(sizes: {
  readonly training: number;
  readonly validation: number;
  readonly test: number;
}): Promise<MnistParts> {
  const { train, test } = await mnist();
  return {
    training: train.subset(rows(0, sizes.training)),
    validation: train.subset(rows(50_000, sizes.validation)),
    test: test.subset(rows(0, sizes.test)),
  };
}

/** `count` row numbers in order. */
export function rows(from: number, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => from + index);
}
