/** Images that ship with the page: the first ones of a known data set. */
export interface ImageSet {
  readonly name: 'mnist' | 'fashion';
  readonly title: string;
  readonly file: string;
  readonly train: number;
  readonly test: number;
  readonly classes: readonly string[];
}

const sizes = { train: 4000, test: 1000 };

/** The sets by name. */
export const bundledImages: Readonly<Record<'mnist' | 'fashion', ImageSet>> = {
  mnist: {
    name: 'mnist',
    title: 'MNIST (5,000 digits)',
    file: 'data/mnist.bin.gz',
    ...sizes,
    classes: [...'0123456789'],
  },
  fashion: {
    name: 'fashion',
    title: 'Fashion-MNIST (5,000 clothes)',
    file: 'data/fashion.bin.gz',
    ...sizes,
    classes: [
      'T-shirt',
      'trouser',
      'pullover',
      'dress',
      'coat',
      'sandal',
      'shirt',
      'sneaker',
      'bag',
      'ankle boot',
    ],
  },
};
