import { checkNumber, ModelFormatError, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Json, Trainable } from '../autoencoder.js';
import { floatValues, packTensors, type TensorEntry } from '../saving/tensor-files.js';
import type { Callback, TrainingRun } from '../training/callback.js';
import { variablesOf } from '../variables-of.js';

/** Options of {@link weightAverage}. */
export interface WeightAverageOptions {
  /** Roles of the networks whose weights are averaged: `['decoder']`. Default all. */
  readonly networks?: readonly string[];
  /** What an average keeps of itself at each step: 0.999 looks back over about 1,000 steps. Default 0.999. */
  readonly decay?: number;
}

/** The average of one weight. */
interface Average {
  readonly weight: tf.Variable;
  readonly mean: tf.Variable;
}

const file = 'averages.bin';

/**
 * Averages the weights of networks over the steps of a training, and gives the model the averages at its end:
 *
 * `a_t = d_t a_{t-1} + (1 - d_t) w_t`, `d_t = min(decay, (1 + t) / (10 + t))`,
 *
 * of the weights `w_t` after step `t` of those since averaging began, and `a_0` the weights that it began with, of which
 * the smaller decay of the first steps soon leaves nothing. Players of a game circle about where they balance, and the
 * average lies between: samples of it are better, and vary less from step to step.
 *
 * Weights that are not trained stay as the last step left them: batch statistics are averages over batches already, and
 * the directions that spectral norms are found by would lose their length. Training, validation and `checkpoint`'s best
 * model see the weights themselves. After an abort the model keeps these too, since the run may go on from there. With
 * {@link earlyStopping} the later of the two in the list has its way.
 *
 * Sources: Polyak and Juditsky 1992; Karras et al. 2018, "Progressive growing of GANs", appendix A.1 (of a generator,
 * decay 0.999); `num_updates` of TensorFlow's `ExponentialMovingAverage` (decay of the first steps).
 *
 * @throws {OptionError} for a decay outside [0, 1); from `fit`, when the model has no network of a name.
 */
export function weightAverage({ networks, decay = 0.999 }: WeightAverageOptions = {}): Callback {
  checkNumber('decay', decay, 0, 1 - Number.EPSILON);
  let averages = new Map<string, Average>();
  /** Steps averaged over, and the last of them as the run counts. */
  let steps = 0;
  let lastStep = 0;
  let restored: Restored | undefined;

  function dispose(): void {
    for (const { mean } of averages.values()) mean.dispose();
    averages = new Map();
  }

  function begin(run: TrainingRun): void {
    if (run.step === 0) restored = undefined;
    const weights = weightsOf(run.model, networks);
    if (restored) checkNames([...restored.values.keys()], [...weights.keys()]);
    averages = new Map(
      [...weights].map(([name, weight]) => [
        name,
        { weight, mean: variableOf(weight, restored?.values.get(name)) },
      ]),
    );
    steps = restored?.steps ?? 0;
    lastStep = restored?.lastStep ?? run.step;
    restored = undefined;
    // The checkpoint was taken by a callback that came before this one in the step.
    take(run);
  }

  function take(run: TrainingRun): void {
    if (run.step === lastStep) return;
    lastStep = run.step;
    steps += 1;
    const share = Math.min(decay, (1 + steps) / (10 + steps));
    tf.tidy(() => {
      const [kept, taken] = [tf.scalar(share), tf.scalar(1 - share)];
      for (const { weight, mean } of averages.values()) {
        mean.assign(tf.add(tf.mul(mean, kept), tf.mul(weight, taken)));
      }
    });
  }

  return {
    onTrainBegin: begin,
    onStep: take,
    onTrainEnd: (history) => {
      // An aborted run goes on from where it was.
      if (history.stopped !== 'aborted')
        for (const { weight, mean } of averages.values()) weight.assign(mean);
    },
    dispose,
    persistent: {
      name: 'weight-average',
      save: async () => {
        if (averages.size === 0) return { json: null };
        const means = new Map([...averages].map(([name, { mean }]) => [name, mean] as const));
        const { entries, bytes } = await packTensors(means);
        return {
          json: { steps, lastStep, entries: entries as unknown as Json },
          files: new Map([[file, bytes]]),
        };
      },
      restore: (json, files) => {
        if (json === null) return;
        const saved = json as unknown as Omit<Restored, 'values'> & { entries: readonly TensorEntry[] };
        restored = {
          steps: saved.steps,
          lastStep: saved.lastStep,
          values: new Map(floatValues(saved.entries, files.get(file)!)),
        };
      },
    },
  };
}

/** What a checkpoint had. */
interface Restored {
  readonly steps: number;
  readonly lastStep: number;
  readonly values: ReadonlyMap<string, Float32Array>;
}

/** The trained weights of these networks by name, each once even where networks share it. */
function weightsOf(
  model: Trainable,
  networks: readonly string[] = Object.keys(model.networks),
): Map<string, tf.Variable> {
  const weights = new Map<string, tf.Variable>();
  for (const role of networks) {
    const network = model.networks[role];
    if (!network) {
      throw new OptionError(
        `networks names '${role}': the networks of '${model.kind}' are ${Object.keys(model.networks).join(', ')}`,
      );
    }
    const known = new Set(weights.values());
    for (const [index, weight] of variablesOf(network).entries()) {
      if (!known.has(weight)) weights.set(`${role}/${index}`, weight);
    }
  }
  return weights;
}

/** A variable of the same shape, with values of a checkpoint or else the weight's own. */
function variableOf(weight: tf.Variable, values: Float32Array | undefined): tf.Variable {
  return tf.tidy(() => tf.variable(values ? tf.tensor(values, weight.shape) : tf.clone(weight), false));
}

function checkNames(saved: readonly string[], needed: readonly string[]): void {
  if (saved.join() === needed.join()) return;
  const roles = (names: readonly string[]) =>
    [...new Set(names.map((name) => name.split('/')[0]))].join(', ');
  throw new ModelFormatError(
    `the checkpoint has averages of the ${saved.length} weights of ${roles(saved)}, this run averages the ${needed.length} of ${roles(needed)}: resume with the same networks`,
  );
}
