import { randomSource } from '@autoencoders/backend';
import { checkInteger, checkNumber, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Batch, BatchOptions, Dataset } from './dataset.js';

/** Options of {@link augmentImages}. */
export interface ImageAugmentation {
  /** The largest angle, either way, in degrees, from 0 to 180. Default 10. */
  readonly rotation?: number;
  /** The largest shift along either side, as a share of it, from 0 to 1. Default 0.1. */
  readonly shift?: number;
  /** Keys every draw. Default 0. */
  readonly seed?: number;
}

/** Batches of an epoch have steps of their own, which those of other epochs never reach. */
const batchesPerEpoch = 2 ** 24;

/**
 * A dataset that turns and shifts another's images at random on their way out, each image anew in each epoch: by an
 * angle uniform in ±`rotation` about the middle and by distances uniform in ±`shift · height` and ±`shift · width`.
 * Values are interpolated bilinearly; what comes in from outside is 0. A walk that is not shuffled draws the same each
 * time. Labels stay.
 *
 * @param data images `[height, width, channels]`
 * @throws {ShapeError} when the data is of another rank.
 * @throws {OptionError} when an option is out of its range.
 */
export function augmentImages(
  data: Dataset,
  { rotation = 10, shift = 0.1, seed = 0 }: ImageAugmentation = {},
): Dataset {
  if (data.shape.length !== 3) {
    throw new ShapeError(
      `examples have shape ${formatShape(data.shape)}: images are [height, width, channels]`,
    );
  }
  checkNumber('rotation', rotation, 0, 180);
  checkNumber('shift', shift, 0, 1);
  checkInteger('seed', seed, 0);
  return {
    shape: data.shape,
    size: data.size,
    async *batches(options: BatchOptions): AsyncGenerator<Batch> {
      let step = (options.shuffle?.epoch ?? 0) * batchesPerEpoch + (options.skip ?? 0);
      for await (const batch of data.batches(options)) {
        const x = moved(batch.x as tf.Tensor4D, { rotation, shift, seed }, step++);
        batch.x.dispose();
        yield { ...batch, x };
      }
    },
  };
}

/** Images turned and shifted, `[batch, height, width, channels]`. */
function moved(images: tf.Tensor4D, { rotation, shift, seed }: Required<ImageAugmentation>, step: number) {
  return tf.tidy(() => {
    const [count, height, width] = images.shape;
    const draws = randomSource(seed, step).uniform('augmentation', [count, 3]);
    const [turn, across, down] = tf.split(tf.sub(tf.mul(draws, 2), 1), 3, 1) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    const angle = tf.mul(turn, (rotation * Math.PI) / 180);
    const cos = tf.cos(angle);
    const sin = tf.sin(angle);
    const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
    // The place (x, y) of an output takes the value of the input at (cos x - sin y + left, sin x + cos y + top).
    const left = tf.sub(middleX, tf.sub(tf.mul(cos, middleX), tf.mul(sin, middleY)));
    const top = tf.sub(middleY, tf.add(tf.mul(sin, middleX), tf.mul(cos, middleY)));
    const toX = [cos, tf.neg(sin), tf.add(left, tf.mul(across, shift * width))];
    const toY = [sin, cos, tf.add(top, tf.mul(down, shift * height))];
    const flat = tf.zeros([count, 2]);
    const transforms = tf.concat([...toX, ...toY, flat], 1) as tf.Tensor2D;
    return tf.image.transform(images, transforms, 'bilinear', 'constant', 0);
  });
}
