import { randomPermutation, randomSource } from '@autoencoders/backend';
import { type ArrayDataset, arrayDataset } from '@autoencoders/data';

/** The same pictures turned by half a circle. */
export function upsideDown(data: ArrayDataset): ArrayDataset {
  const [height, width, channels] = data.shape as [number, number, number];
  const x = allValues(data);
  const size = height * width * channels;
  for (let from = 0; from < x.length; from += size) turnAround(x.subarray(from, from + size), channels);
  return arrayDataset({ x, shape: data.shape });
}

/** Reverses the order of pixels in place; the channels of one stay in theirs. */
function turnAround(picture: Float32Array, channels: number): void {
  picture.reverse();
  for (let pixel = 0; pixel < picture.length; pixel += channels) {
    picture.subarray(pixel, pixel + channels).reverse();
  }
}

/** Rows whose values are each drawn from [0, 1) without regard to the others. */
export async function noise(shape: readonly number[], count: number): Promise<ArrayDataset> {
  const drawn = randomSource(0, 0).uniform('noise', [count, ...shape]);
  try {
    return arrayDataset({ x: Float32Array.from(await drawn.data()), shape });
  } finally {
    drawn.dispose();
  }
}

/** Rows of values that occur, each column in an order of its own: they do not go together. */
export function shuffledColumns(data: ArrayDataset): ArrayDataset {
  const values = allValues(data);
  const width = values.length / data.size;
  const x = new Float32Array(values.length);
  for (let column = 0; column < width; column++) {
    const order = randomPermutation(data.size, 0, 'shuffled columns', column);
    for (let row = 0; row < data.size; row++) x[row * width + column] = values[order[row]! * width + column]!;
  }
  return arrayDataset({ x, shape: data.shape });
}

function allValues(data: ArrayDataset): Float32Array {
  return data.values(Array.from({ length: data.size }, (_, row) => row));
}
