import {
  autoRec,
  baselineOf,
  baselinePredictions,
  type RatingSplit,
  type Ratings,
} from '@autoencoders/autorec';
import type { History } from '@autoencoders/core';
import { meanAbsoluteError, rootMeanSquaredError } from '@autoencoders/metrics';
import type { Candidate } from './autorec-candidates.js';
import { exponentialTraining } from './exponential-training.js';
import type { StudyContext } from './study.js';

/** How far predictions are off, in stars. */
export type RatingErrors = {
  readonly rmse: number;
  readonly mae: number;
  /** The RMSE after each epoch, of predictions that are not clipped. */
  readonly curve?: readonly number[];
};

/** How errors are found. */
export interface ErrorOptions {
  readonly seed: number;
  /** Predict after each epoch, too. Default false. */
  readonly curve?: boolean;
}

/**
 * Trains a model on one part and predicts the other, unless an interrupted run has; `name` is the training's own within
 * the study.
 *
 * @throws {Interrupted} when the run is ended from outside.
 */
export function trainedErrors(
  name: string,
  { train, test }: RatingSplit,
  { options, training }: Candidate,
  { seed, curve = false }: ErrorOptions,
  context: StudyContext,
): Promise<RatingErrors> {
  return context.kept(name, async () => {
    const model = autoRec(train, { ...options, seed });
    try {
      const history = await model.fit({
        ...context.options(name),
        ...exponentialTraining(training, model.batches().size!),
        ...(curve ? { validation: test } : {}),
        seed,
      });
      context.checkEnd(name, history);
      const errors = errorsOf(await model.predictRatings(test), test);
      context.say(`${name}: RMSE ${errors.rmse.toFixed(4)}, ${history.seconds.toFixed(0)} s`);
      return curve ? { ...errors, curve: curveOf(history) } : errors;
    } finally {
      model.dispose();
      model.autoencoder.dispose();
    }
  });
}

/** The errors of the biases alone that `autoRec` can take from ratings beforehand, clipped to their range. */
export function biasErrors({ train, test }: RatingSplit): RatingErrors {
  const baseline = baselineOf(train.byUser, train.items.size);
  return errorsOf(baselinePredictions(baseline, test, train.range), test);
}

function errorsOf(predicted: Float32Array, { byUser: { values } }: Ratings): RatingErrors {
  return { rmse: rootMeanSquaredError(predicted, values), mae: meanAbsoluteError(predicted, values) };
}

function curveOf({ epochs }: History): number[] {
  return epochs.map(({ validation }) =>
    Math.sqrt(validation!['ratings/squaredError']! / validation!['ratings/targets']!),
  );
}
