import { type ArrayDataset, digits } from '@autoencoders/data';
import { mnist } from '@autoencoders/data/node';

/** Images as the studies use them. */
export interface ImageParts {
  /** What is trained on. */
  readonly training: ArrayDataset;
  readonly test: ArrayDataset;
}

/** Where images come from: `'digits'` are 1,797 of 8 x 8 pixels, for short forms. */
export type ImageData = 'mnist' | 'digits';

/** How many images of each. */
export interface PartSizes {
  readonly data: ImageData;
  readonly training: number;
  readonly test: number;
}

/** Images for training and test, none in both. */
export async function imageParts({ data, training, test }: PartSizes): Promise<ImageParts> {
  if (data === 'digits') {
    const all = digits();
    return {
      training: all.subset(rows(0, training)),
      test: all.subset(rows(training, test)),
    };
  }
  const images = await mnist();
  return {
    training: images.train.subset(rows(0, training)),
    test: images.test.subset(rows(0, test)),
  };
}

/** `count` row numbers in order. */
export function rows(from: number, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => from + index);
}
