import { autoRec, type Ratings, syntheticRatings } from '@autoencoders/autorec';
import type { Callback, FitOptions } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { Interrupted } from './interrupted.js';

/** Ratings to draw, and a U-AutoRec of what biases leave of them. */
export interface RatingScale {
  readonly ratings: number;
  /** Of each user. */
  readonly perUser: number;
  readonly items: number;
  readonly hidden: number;
  readonly batchSize: number;
  readonly epochs: number;
  /** Steps that are not timed: of memory that is claimed for the first time. */
  readonly warmUp: number;
  readonly seed: number;
}

/** What a training at some scale took. */
export type RatingScaleFigures = {
  readonly ratings: number;
  readonly users: number;
  readonly steps: number;
  /** Seconds in which the ratings were drawn, and put the way that the model needs them. */
  readonly prepared: number;
  /** Seconds of all steps but those of the warm-up. */
  readonly seconds: number;
  readonly ratingsPerSecond: number;
  /** The same per second of processor time, of all threads. */
  readonly ratingsPerProcessorSecond: number;
  /** Root mean squared error in training, over the last epoch, and the standard deviation of all ratings. */
  readonly rmse: number;
  readonly deviation: number;
  /** The most that tensors held between steps, in bytes. */
  readonly tensorBytes: number;
  /** Tensors held afterwards that were not held before. */
  readonly tensorsLeft: number;
  /** The most memory that the process has held, in MiB. */
  readonly peak: number;
};

/**
 * Draws ratings and trains on all of them, `epochs` times.
 *
 * @throws {Interrupted} when `signal` ended it.
 */
export async function trainAtScale(
  { ratings: count, perUser, items, hidden, batchSize, epochs, warmUp, seed }: RatingScale,
  options: Pick<FitOptions, 'callbacks' | 'signal'> = {},
): Promise<RatingScaleFigures> {
  const before = tf.memory().numTensors;
  const start = performance.now();
  const users = Math.round(count / perUser);
  const ratings = await syntheticRatings({ users, items, ratings: count, seed });
  const model = autoRec(ratings, { orientation: 'user', hidden: [hidden], l2: 1, biases: true, seed });
  const prepared = (performance.now() - start) / 1000;

  const watch = stopwatch(warmUp);
  const history = await model.fit({
    ...options,
    epochs,
    batchSize,
    learningRate: 2e-3,
    seed,
    callbacks: [...(options.callbacks ?? []), watch.callback],
  });
  const { seconds, processorSeconds, tensorBytes } = watch.read();
  model.dispose();
  model.autoencoder.dispose();
  if (history.stopped === 'aborted') throw new Interrupted('interrupted: the measurement begins anew');
  const seen = (count / Math.ceil(users / batchSize)) * (history.steps - warmUp);
  return {
    ratings: count,
    users,
    steps: history.steps,
    prepared,
    seconds,
    ratingsPerSecond: seen / seconds,
    ratingsPerProcessorSecond: seen / processorSeconds,
    rmse: Math.sqrt((history.epochs.at(-1)!.terms['ratings/squaredError']! * users) / count),
    deviation: deviationOf(ratings),
    tensorBytes,
    tensorsLeft: tf.memory().numTensors - before,
    peak: process.resourceUsage().maxRSS / 1024,
  };
}

/** Times a training from the end of its warm-up to the end of its last epoch. */
function stopwatch(warmUp: number) {
  let [begin, end, tensorBytes] = [0, 0, 0];
  let [processorBegin, processorSeconds] = [process.cpuUsage(), 0];
  const callback: Callback = {
    onStep: ({ step }) => {
      tensorBytes = Math.max(tensorBytes, tf.memory().numBytes);
      if (step !== warmUp) return;
      begin = performance.now();
      processorBegin = process.cpuUsage();
    },
    onEpochEnd: () => {
      end = performance.now();
      const { user, system } = process.cpuUsage(processorBegin);
      processorSeconds = (user + system) / 1e6;
    },
  };
  return { callback, read: () => ({ seconds: (end - begin) / 1000, processorSeconds, tensorBytes }) };
}

function deviationOf({ byUser: { values }, size }: Ratings): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / size;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size);
}
