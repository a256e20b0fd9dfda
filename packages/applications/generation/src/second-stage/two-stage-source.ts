import { type RandomSource, randomSource } from '@autoencoders/backend';
import { type Autoencoder, assignState, type Callback, fit } from '@autoencoders/core';
import { type Rows, rowsOfTensor } from '@autoencoders/data';
import { AutoencoderError } from '@autoencoders/errors';
import { importanceWeightedLogLikelihood } from '@autoencoders/metrics';
import * as tf from '@tensorflow/tfjs';
import type { CodeSource } from '../code-source.js';
import { codeBatches, codeWidth, flatCodes } from '../codes.js';
import type { TwoStageSettings } from '../options.js';
import { spreadOf } from '../spread.js';
import { secondNetworks } from './networks.js';
import { restoreWeights } from './restore-weights.js';
import { secondStage } from './second-stage.js';
import { trainingOf } from './training-of.js';

/** Draws that a density is estimated by. */
const importanceSamples = 64;

/** Codes whose density is estimated at a time. */
const densityBatch = 256;

/**
 * Codes of a second variational autoencoder, trained on those of data: `u ~ N(0, I)`, `z ~ N(decode(u), γ I)`, with
 * each dimension brought to mean 0 and standard deviation 1 for it. State: `shift` and `scale` `[width]`, `variance`
 * (`γ`), `examples` (0 until it is fitted).
 * Source: Dai and Wipf 2019, "Diagnosing and enhancing VAE models", section 4.
 */
export function twoStageSource(model: Autoencoder, settings: TwoStageSettings): CodeSource {
  const width = codeWidth(model);
  const { codes: kind, seed, latentDim } = settings;
  const networks = { ...secondNetworks(width, settings) };
  const state = tf.tidy(
    (): Record<'shift' | 'scale' | 'variance' | 'examples', tf.Variable> => ({
      shift: tf.variable(tf.zeros([width]), false),
      scale: tf.variable(tf.ones([width]), false),
      variance: tf.variable(tf.scalar(1), false),
      examples: tf.variable(tf.scalar(0), false),
    }),
  );
  const second = secondStage(networks, state.variance, settings.annealingSteps);
  let ready = false;

  const standardized = (codes: tf.Tensor) => tf.div(tf.sub(codes, state.shift), state.scale);
  const codesOf = (x: tf.Tensor, random: RandomSource) => standardized(flatCodes(model, x, kind, random));

  function assign(values: { shift: Float64Array; scale: Float64Array; examples: number }): void {
    tf.tidy(() => {
      state.shift.assign(tf.tensor1d(Float32Array.from(values.shift)));
      state.scale.assign(tf.tensor1d(Float32Array.from(values.scale)));
      state.examples.assign(tf.scalar(values.examples));
    });
    ready = values.examples > 0;
  }

  /** What puts the state back as it is now. */
  function kept(): { putBack(): void; dispose(): void } {
    const variables = Object.values(state);
    const values = variables.map((variable) => tf.clone(variable));
    const before = ready;
    return {
      putBack() {
        for (const [index, variable] of variables.entries()) variable.assign(values[index]!);
        ready = before;
      },
      dispose: () => tf.dispose(values),
    };
  }

  return {
    get ready() {
      return ready;
    },
    networks,
    phases: [
      {
        name: 'second-stage',
        variables: second.variables,
        loss: ({ x }, step) => second.loss(codesOf(x, step.random), step),
      },
    ],
    callbacks: [
      {
        onTrainBegin() {
          if (!ready) throw ownFitFirst();
        },
      },
    ],
    state,
    async fit(data, options, trained) {
      const { signal, onProgress } = options;
      const total = data instanceof tf.Tensor ? data.shape[0] : data.size;
      const passes = codeBatches(model, data, {
        kind,
        seed,
        signal,
        onEncoded: (done) =>
          onProgress?.({ stage: 'encode', done, ...(total === undefined ? {} : { total }) }),
      });
      const { rows, mean, deviation } = await spreadOf(passes, width);
      const before = kept();
      let began = false;
      try {
        // A dimension without spread has nothing to be scaled.
        assign({ shift: mean, scale: deviation.map((value) => value || 1), examples: rows });
        const begin: Callback = {
          onTrainBegin: () => {
            began = true;
          },
        };
        const training = trainingOf(options, rows);
        const history = await fit(trained, data, {
          ...training,
          callbacks: [begin, ...(training.callbacks ?? [])],
        });
        return { codes: rows, history };
      } catch (error) {
        before.putBack();
        // What was fitted before is of other weights.
        if (began) {
          tf.tidy(() => state.examples.assign(tf.scalar(0)));
          ready = false;
        }
        throw error;
      } finally {
        before.dispose();
      }
    },
    async draw(count, random) {
      const drawn = tf.tidy(() => {
        const mean = second.decode(random.normal('prior', [count, latentDim]));
        const noise = tf.mul(random.normal('noise', [count, width]), tf.sqrt(state.variance));
        return tf.add(tf.mul(tf.add(mean, noise), state.scale), state.shift);
      });
      try {
        return await rowsOfTensor(drawn);
      } finally {
        drawn.dispose();
      }
    },
    async logDensity({ values, shape }, { seed: drawSeed }) {
      const densities = new Float64Array(shape[0]!);
      for (let from = 0; from < densities.length; from += densityBatch) {
        const part = values.subarray(from * width, (from + densityBatch) * width);
        densities.set(await densitiesOf(part, randomSource(drawSeed, from / densityBatch)), from);
      }
      return densities;
    },
    figures(x, random) {
      const { negativeElbo, reconstruction, kl } = second.figures(codesOf(x, random), random);
      const volume = tf.sum(tf.log(state.scale));
      return {
        codeNegativeElbo: tf.add(negativeElbo, volume) as tf.Tensor1D,
        codeReconstruction: tf.add(reconstruction, volume) as tf.Tensor1D,
        codeKl: kl,
      };
    },
    async restore({ networks: saved, state: tensors }) {
      assignState(state, tensors, 'the generator');
      for (const [role, network] of Object.entries(networks)) {
        restoreWeights(role, network, saved[role]);
      }
      const [examples] = (await state.examples.data()) as unknown as [number];
      ready = examples > 0;
    },
    dispose() {
      tf.dispose(Object.values(state));
      for (const network of Object.values(networks)) network.dispose();
    },
  };

  /** Of a few codes, by a bound that importance sampling makes tight. */
  async function densitiesOf(values: Float32Array, random: RandomSource): Promise<Float32Array> {
    const densities = tf.tidy(() => {
      const codes = tf.tensor2d(values, [values.length / width, width]);
      const found = importanceWeightedLogLikelihood(second, standardized(codes), {
        samples: importanceSamples,
        random,
      });
      return tf.sub(found, tf.sum(tf.log(state.scale)));
    });
    const rows: Rows = await rowsOfTensor(densities);
    densities.dispose();
    return rows.values;
  }
}

function ownFitFirst(): AutoencoderError {
  return new AutoencoderError(
    "the second stage is trained on codes that its own fit brings to one scale: call 'await generate.fit(data, …)' before 'fit(generate, data, …)'",
  );
}
