import { useBackend } from '@autoencoders/backend';
import type { Autoencoder, LossTerms, Phase } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { contract } from './contract.js';
import { describeAutoencoder } from './index.js';
import { soundAutoencoder, subjectOf } from './testing/sound-autoencoder.js';

describeAutoencoder('a sound autoencoder', subjectOf());

/** The titles of the checks that a subject does not pass. */
async function complaints(subject: Parameters<(typeof contract)[number]['run']>[0]): Promise<string> {
  const failed: string[] = [];
  for (const { title, run } of contract) {
    await Promise.resolve()
      .then(() => run(subject))
      .catch(() => failed.push(title));
  }
  return failed.join('; ');
}

/** A model whose phase is changed. */
function withPhase(model: Autoencoder, change: (phase: Phase) => Partial<Phase>): Autoencoder {
  const [phase] = model.phases as [Phase];
  return { ...model, phases: [{ ...phase, ...change(phase) }] };
}

const ungraded = tf.customGrad((x, save) => {
  (save as (tensors: tf.Tensor[]) => void)([x as tf.Tensor]);
  return { value: tf.square(x as tf.Tensor), gradFunc: (dy: tf.Tensor) => dy };
});

/** What may be wrong with an autoencoder, and the check that must say so. */
const faults: Record<string, [(model: ReturnType<typeof soundAutoencoder>) => Autoencoder, RegExp]> = {
  'a wrong latent shape': [(model) => ({ ...model, latentShape: [3] }), /declared shapes/],
  'a verb that leaks': [
    (model) => ({ ...model, decode: (z) => tf.concat([model.decode(z), tf.zeros([0, 6])]) }),
    /leaves of each verb/,
  ],
  'a verb that disposes its input': [
    (model) => ({ ...model, encode: (x) => tf.tidy(() => [model.encode(x), x.dispose()][0] as tf.Tensor) }),
    /leaves of each verb/,
  ],
  'statistics of the batch at inference': [
    (model) => ({ ...model, encode: (x) => tf.tidy(() => model.encode(tf.sub(x, tf.mean(x, 0)))) }),
    /by itself/,
  ],
  'a figure for the batch': [
    (model) => ({ ...model, figures: () => ({ loss: tf.ones([1]) as tf.Tensor1D }) }),
    /finite figures/,
  ],
  'values outside the domain': [
    (model) => ({ ...model, reconstruct: (x) => tf.tidy(() => tf.add(model.reconstruct(x), 1)) }),
    /within its domain/,
  ],
  'a gradient that is wrong': [
    (model) =>
      withPhase(model, ({ loss }) => ({
        loss: (batch, step): LossTerms => ({ loss: ungraded(loss(batch, step).loss) as tf.Scalar }),
      })),
    /finite differences/,
  ],
  'a variable whose gradient is stopped': [
    (model) => {
      const bias = model.networks.encoder.trainableWeights[1]!.read();
      return withPhase(model, ({ loss }) => ({
        loss: (batch, step): LossTerms => {
          const hidden = tf.customGrad(() => ({
            value: tf.sum(tf.square(tf.sub(bias, 1))),
            gradFunc: () => [],
          })) as unknown as () => tf.Scalar;
          return { loss: tf.add(loss(batch, step).loss, hidden()) as tf.Scalar };
        },
      }));
    },
    /finite differences/,
  ],
  'a loss that is not finite': [
    (model) => withPhase(model, () => ({ loss: () => ({ loss: tf.scalar(Number.NaN) }) })),
    /lowers the loss/,
  ],
  'a variable that is never moved': [
    (model) => withPhase(model, ({ variables }) => ({ variables: [...variables, spare] })),
    /exactly the variables/,
  ],
  "a phase that moves another's variable": [
    (model) => {
      const kernel = model.networks.decoder.trainableWeights[0]!.read() as tf.Variable;
      return withPhase(model, ({ variables }) => ({
        variables: variables.filter((variable) => variable !== kernel),
        afterStep: () => tf.tidy(() => kernel.assign(tf.mul(kernel, 0.9))),
      }));
    },
    /exactly the variables/,
  ],
  'a tensor left by each step': [
    (model) => withPhase(model, () => ({ afterStep: () => void tf.keep(tf.scalar(1)) })),
    /no tensor behind in training/,
  ],
  'draws that no seed keys': [
    (model) =>
      withPhase(model, ({ loss }) => ({
        loss: (batch, step): LossTerms => ({
          loss: tf.mul(loss(batch, step).loss, Math.random() + 1) as tf.Scalar,
        }),
      })),
    /same weights for the same seed.*not been interrupted/,
  ],
  'no check of shapes': [
    (model) => ({ ...model, encode: (x) => model.networks.encoder.apply(x) as tf.Tensor }),
    /shape of an input/,
  ],
};

let spare: tf.Variable;

describe('the suite finds', () => {
  beforeAll(async () => {
    await useBackend('cpu');
    spare = tf.variable(tf.scalar(1));
  });

  it('nothing in a sound autoencoder', async () => {
    expect(await complaints(subjectOf())).toBe('');
  });

  it.each(Object.entries(faults))('%s', async (_fault, [spoil, complaint]) => {
    expect(await complaints(subjectOf(spoil))).toMatch(complaint);
  });

  it('a model that ignores its seed, and one that takes any option', async () => {
    const sound = subjectOf();
    const create = ({ seed: _seed, noSuchOption: _unknown, ...options }: Record<string, unknown> = {}) =>
      sound.create(options);
    const found = await complaints({ ...sound, create });
    expect(found).toMatch(/begins with the same weights.*refuses impossible options/);
  });

  it('a factory that does not bring the weights back', async () => {
    const other = Object.assign(
      (options: Parameters<typeof soundAutoencoder>[0]) => {
        const model = soundAutoencoder(options);
        return { ...model, reconstruct: (x: tf.Tensor) => tf.tidy(() => tf.mul(model.reconstruct(x), 0.5)) };
      },
      { ...soundAutoencoder },
    ) as unknown as typeof soundAutoencoder;
    expect(await complaints({ ...subjectOf(), factory: other })).toMatch(/comes back from a store/);
  });
});
