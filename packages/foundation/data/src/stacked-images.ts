import { randomSource } from '@autoencoders/backend';
import { checkInteger, DataError, formatShape, OptionError, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { ArrayDataset } from './array-dataset.js';
import type { Batch, BatchOptions } from './dataset.js';
import { rowBatches } from './row-batches.js';

/** Options of {@link stackedImages}. */
export interface StackedImagesOptions {
  /** Images to make. Default as many as the dataset has. */
  readonly count?: number;
  /** Classes of the grey images, which are the integers below. Default 10. */
  readonly classes?: number;
  /** Keys every draw. Default 0. */
  readonly seed?: number;
}

/** What is put on top of one another. */
const channels = 3;

/** A stack of images: rows of the grey ones, and the classes that these are of. */
interface Stacks {
  readonly grey: ArrayDataset;
  /** `[size, 3]` */
  readonly picks: Uint32Array;
  /** `[size]` */
  readonly labels: Int32Array;
}

/**
 * A dataset of colour images, each made of three grey ones drawn at random, with replacement, as its channels; its label
 * is the classes of the three as one number, `c² a + c b + d` with `c` classes: the digits 4, 0 and 7 make 407. So a
 * dataset of digits becomes one of a thousand modes that a classifier of digits tells apart.
 *
 * Nothing but the numbers of the rows is kept: channels are put together as batches are taken.
 * Sources: Metz et al. 2017, "Unrolled generative adversarial networks", section 3.3; Srivastava et al. 2017, "VEEGAN",
 * section 4.2 (stacked MNIST).
 *
 * @example
 * const stacked = await stackedImages(digits(), { count: 5000, seed: 1 }); // [8, 8, 3]
 *
 * @param data images `[height, width, 1]` with a class each
 * @throws {ShapeError} when the images are of another shape.
 * @throws {DataError} without labels, or naming the first that is no class.
 * @throws {OptionError} for less than one image or class, or a seed that is no whole number.
 */
export async function stackedImages(
  data: ArrayDataset,
  { count = data.size, classes = 10, seed = 0 }: StackedImagesOptions = {},
): Promise<ArrayDataset> {
  checkInteger('count', count);
  checkInteger('classes', classes);
  checkInteger('seed', seed, 0);
  if (data.shape.length !== 3 || data.shape[2] !== 1) {
    throw new ShapeError(
      `examples have shape ${formatShape(data.shape)}: images to stack are [height, width, 1]`,
    );
  }
  const classOf = classesOf(data, classes);
  const drawn = tf.tidy(() =>
    tf.floor(tf.mul(randomSource(seed).uniform('stacked-images', [count * channels]), data.size)),
  );
  const picks = Uint32Array.from(await drawn.data<'float32'>());
  drawn.dispose();
  const labels = Int32Array.from({ length: count }, (_, row) => {
    const [a, b, c] = picks.subarray(row * channels, (row + 1) * channels);
    return (classOf[a!]! * classes + classOf[b!]!) * classes + classOf[c!]!;
  });
  return stacked({ grey: data, picks, labels });
}

function classesOf(data: ArrayDataset, classes: number): Float32Array {
  const labels = data.targets(Uint32Array.from({ length: data.size }, (_, row) => row));
  if (!labels || data.targetShape?.length !== 0) {
    throw new DataError('the images have no labels: to stack them, give a dataset with one class for each');
  }
  const wrong = labels.findIndex((label) => !Number.isInteger(label) || label < 0 || label >= classes);
  if (wrong >= 0) {
    throw new DataError(
      `row ${wrong} has the label ${labels[wrong]}: classes are the integers from 0 to ${classes - 1}, give their number as classes`,
    );
  }
  return labels;
}

function stacked({ grey, picks, labels }: Stacks): ArrayDataset {
  const size = labels.length;
  const [height, width] = grey.shape as [number, number];
  const pixels = height * width;
  const checked = (rows: ArrayLike<number>) =>
    Uint32Array.from(rows, (row) => {
      // Also catches what is not a number.
      if (!(row >= 0 && row < size)) {
        throw new OptionError(`row ${row} is asked for, there are rows 0 to ${size - 1}`);
      }
      return row;
    });
  const picksOf = (rows: Uint32Array) => {
    const taken = new Uint32Array(rows.length * channels);
    rows.forEach(
      (row, to) => void taken.set(picks.subarray(row * channels, (row + 1) * channels), to * channels),
    );
    return taken;
  };
  const labelsOf = (rows: Uint32Array) => Int32Array.from(rows, (row) => labels[row]!);

  function batchOf(rows: Uint32Array): Batch {
    const x = tf.tidy(() => {
      const planes = tf.tensor3d(grey.values(picksOf(rows)), [rows.length, channels, pixels]);
      return tf.reshape(tf.transpose(planes, [0, 2, 1]), [rows.length, height, width, channels]);
    });
    return { x, y: tf.tensor1d(labelsOf(rows), 'int32') };
  }

  return {
    shape: [height, width, channels],
    size,
    targetShape: [],
    values(rows) {
      const planes = grey.values(picksOf(checked(rows)));
      const out = new Float32Array(planes.length);
      for (let plane = 0; plane < rows.length * channels; plane++) {
        const [image, channel] = [Math.floor(plane / channels), plane % channels];
        let to = image * pixels * channels + channel;
        for (let at = plane * pixels; at < (plane + 1) * pixels; at++, to += channels) out[to] = planes[at]!;
      }
      return out;
    },
    targets: (rows) => Float32Array.from(labelsOf(checked(rows))),
    subset(rows) {
      const kept = checked(rows);
      return stacked({ grey, picks: picksOf(kept), labels: labelsOf(kept) });
    },
    async *batches(options: BatchOptions): AsyncGenerator<Batch> {
      for (const rows of rowBatches(size, options)) yield batchOf(rows);
    },
  };
}
