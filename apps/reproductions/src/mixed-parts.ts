import { randomPermutation } from '@autoencoders/backend';
import { type ArrayDataset, digits } from '@autoencoders/data';
import { type ImageParts, imageParts, type PartSizes, rows } from './image-parts.js';

/**
 * Images for training and test, none in both, in random order: the sets are in the order of their writers, so that the
 * first images are of another distribution than the last.
 */
export async function mixedParts(sizes: PartSizes, seed: number): Promise<ImageParts> {
  const mixed = (data: ArrayDataset) => data.subset(randomPermutation(data.size, seed, 'images', 0));
  if (sizes.data === 'mnist') {
    const { training, test } = await imageParts(sizes);
    return { training, test: mixed(test) };
  }
  const all = mixed(digits());
  return {
    training: all.subset(rows(0, sizes.training)),
    test: all.subset(rows(sizes.training, sizes.test)),
  };
}
