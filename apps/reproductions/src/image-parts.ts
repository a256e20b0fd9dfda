import { type ArrayDataset, digits } from '@autoencoders/data';
import { mnist } from '@autoencoders/data/node';

/** Images as the studies use them. */
export interface ImageParts {
  /** What is trained on. */
  readonly training: ArrayDataset;
  /** By which an epoch is chosen; of MNIST the last of the 60,000 training images. */
  readonly validation: ArrayDataset;
  readonly test: ArrayDataset;
}

/** Where images come from: `'digits'` are 1,797 of 8 x 8 pixels, for short forms. */
export type ImageData = 'mnist' | 'digits';

/** How many images of each. */
export interface PartSizes {
  readonly data: ImageData;
  readonly training: number;
  readonly validation: number;
  readonly test: number;
}

/** Images for training, validation and test, none in two of them. */
export async function imageParts({ data, training, validation, test }: PartSizes): Promise<ImageParts> {
  if (data === 'digits') {
    const all = digits();
    return {
      training: all.subset(rows(0, training)),
      validation: all.subset(rows(training, validation)),
      test: all.subset(rows(training + validation, test)),
    };
  }
  const images = await mnist();
  return {
    training: images.train.subset(rows(0, training)),
    validation: images.train.subset(rows(60_000 - validation, validation)),
    test: images.test.subset(rows(0, test)),
  };
}

/** `count` row numbers in order. */
export function rows(from: number, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => from + index);
}
