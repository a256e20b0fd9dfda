import { checkInteger, checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Json, Trainable } from '../autoencoder.js';
import { allWeights } from '../training/all-weights.js';
import type { Callback } from '../training/callback.js';
import { type Monitor, monitored } from './monitor.js';

/** Options of {@link earlyStopping}. */
export interface EarlyStoppingOptions extends Monitor {
  /** Epochs without improvement before the training ends. Default 5. */
  readonly patience?: number;
  /** What counts as an improvement. Default 0. */
  readonly minimumChange?: number;
  /** Give the model the weights of its best epoch at the end. Default true. */
  readonly restoreBest?: boolean;
}

/**
 * Ends the training when the monitored figure has not improved for a while, and gives the model the weights of
 * its best epoch, those that are not trained (batch statistics) included.
 *
 * @throws {OptionError} for a patience below 1.
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  const { patience = 5, minimumChange = 0, restoreBest = true } = options;
  checkInteger('patience', patience);
  checkNumber('minimumChange', minimumChange, 0);
  let best = Number.POSITIVE_INFINITY;
  let waited = 0;
  let weights: Map<string, { readonly shape: number[]; readonly values: Float32Array }> = new Map();
  return {
    onTrainBegin: (run) => {
      // Used again for another training.
      if (run.step > 0) return;
      best = Number.POSITIVE_INFINITY;
      waited = 0;
      weights = new Map();
    },
    onEpochEnd: async (record, run) => {
      const figure = monitored(record, options);
      if (figure < best - minimumChange) {
        best = figure;
        waited = 0;
        if (restoreBest) weights = await copyWeights(run.model);
        return;
      }
      waited += 1;
      if (waited >= patience) run.stop();
    },
    onTrainEnd: (history, run) => {
      // An aborted run goes on from where it was.
      if (history.stopped !== 'aborted' && weights.size > 0) putWeights(run.model, weights);
    },
    persistent: {
      name: 'early-stopping',
      save: () => ({
        json: {
          best: Number.isFinite(best) ? best : null,
          waited,
          shapes: [...weights].map(([name, { shape }]) => ({ name, shape })),
        },
        files: new Map(
          [...weights].map(([name, { values }]) => [
            name,
            new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
          ]),
        ),
      }),
      restore: (json, files) => {
        const saved = json as unknown as {
          best: number | null;
          waited: number;
          shapes: { name: string; shape: number[] }[];
        } & Json;
        best = saved.best ?? Number.POSITIVE_INFINITY;
        waited = saved.waited;
        weights = new Map(
          saved.shapes.map(({ name, shape }) => [
            name,
            { shape, values: new Float32Array(files.get(name)!.slice().buffer) },
          ]),
        );
      },
    },
  };
}

async function copyWeights(model: Trainable) {
  const variables = [...allWeights(model)];
  const values = await Promise.all(variables.map(([, variable]) => variable.data<'float32'>()));
  return new Map(
    variables.map(([name, { shape }], index) => [name, { shape, values: values[index]!.slice() }]),
  );
}

function putWeights(
  model: Trainable,
  weights: ReadonlyMap<string, { shape: number[]; values: Float32Array }>,
): void {
  for (const [name, variable] of allWeights(model)) {
    const { shape, values } = weights.get(name)!;
    tf.tidy(() => variable.assign(tf.tensor(values, shape)));
  }
}
