import { useBackend } from '@autoencoders/backend';
import { arrayDataset } from '@autoencoders/data';
import { DataError, NumericalError, OptionError } from '@autoencoders/errors';
import { gaussianNegativeLogLikelihoodPerExample } from '@autoencoders/losses';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type DrawnPosteriorModel,
  type LikelihoodEstimateOptions,
  negativeElbo,
  negativeLogLikelihood,
} from '../index.js';
import { meanWithStandardError } from '../mean-with-standard-error.js';
import { exact, examples, linearGaussianModel } from '../testing/linear-gaussian-model.js';

const data = arrayDataset({ x: examples });

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it('negative log-likelihood is exact under the exact posterior', async () => {
    const found = await negativeLogLikelihood(linearGaussianModel(), data, { samples: 7, chunk: 3 });
    expectAllClose(found.examples, exact, { absolute: 1e-4 });
    expect(found).toMatchObject(meanWithStandardError(found.examples));
  });

  it('is near it under another posterior, and an upper bound with few draws', async () => {
    const many = await negativeLogLikelihood(linearGaussianModel(3), data, { samples: 4000, chunk: 1000 });
    expectAllClose(many.examples, exact, { absolute: 0.1 });
    const one = await Promise.all(
      Array.from({ length: 60 }, (_, seed) =>
        negativeLogLikelihood(linearGaussianModel(3), data, { samples: 1, seed }),
      ),
    );
    // E[log q(z | x) - log p(z | x)] = KL(q ‖ p(z | x)) of two dimensions, each of a variance 3 times too large.
    const gap = meanWithStandardError(one.map(({ mean }) => mean - meanWithStandardError(exact).mean));
    expect(Math.abs(gap.mean - (3 - 1 - Math.log(3)))).toBeLessThan(4 * gap.standardError);
  });

  it('does not depend on what is computed at a time', async () => {
    const run = (options: LikelihoodEstimateOptions) =>
      negativeLogLikelihood(linearGaussianModel(3), data, { samples: 230, seed: 5, ...options });
    const whole = await run({ batchSize: 5, chunk: 230 });
    for (const [batchSize, chunk] of [
      [1, 100],
      [2, 37],
      [4, 7],
      [5, 150],
    ]) {
      expectAllClose((await run({ batchSize, chunk })).examples, whole.examples, { relative: 1e-5 });
    }
    expect((await run({ seed: 6 })).mean).not.toBeCloseTo(whole.mean, 5);
  });

  it('adds up weights that single precision cannot hold', async () => {
    // log p(x | z) of about -5,000, whose exponential is 0.
    const model = linearGaussianModel();
    const far = { ...model, negativeLogLikelihood: shifted(model.negativeLogLikelihood, 5000) };
    const found = await negativeLogLikelihood(far, data, { samples: 20, chunk: 6 });
    expectAllClose(
      found.examples,
      exact.map((value) => value + 5000),
    );
  });

  it('negative ELBO exceeds it by the divergence from the exact posterior', async () => {
    const exactly = await negativeElbo(linearGaussianModel(), data, { samples: 6000, chunk: 3000 });
    expectAllClose(exactly.examples, exact, { absolute: 0.1 });
    const wide = await negativeElbo(linearGaussianModel(2), data, { samples: 6000, chunk: 3000 });
    expectAllClose(
      wide.examples,
      exact.map((value) => value + 1 - Math.log(2)),
      { absolute: 0.15 },
    );
    const single = await negativeElbo(linearGaussianModel(2), data);
    expect(single.examples).toHaveLength(5);
  });

  it('needs as much memory for many draws as for a few', async () => {
    const largest = async (samples: number) => {
      const model = linearGaussianModel();
      let bytes = 0;
      const watched = {
        ...model,
        negativeLogLikelihood: (x: tf.Tensor, z: tf.Tensor) => {
          bytes = Math.max(bytes, tf.memory().numBytes);
          return model.negativeLogLikelihood(x, z);
        },
      };
      await negativeLogLikelihood(watched, data, { samples, chunk: 50 });
      return bytes;
    };
    expect(await largest(5000)).toBe(await largest(100));
  });

  it('takes a prior of the model, and a posterior that it draws from itself', async () => {
    const gaussian = linearGaussianModel(2);
    const logPrior = (z: tf.Tensor) =>
      tf.tidy(() => tf.neg(gaussianNegativeLogLikelihoodPerExample(z, tf.zerosLike(z), 0)) as tf.Tensor1D);
    const drawn: DrawnPosteriorModel = {
      negativeLogLikelihood: gaussian.negativeLogLikelihood,
      drawPosterior: (x, random) =>
        tf.tidy(() => {
          const { mean, logVariance } = gaussian.posterior(x);
          const noise = random.normal('own', mean.shape);
          const z = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise));
          return {
            z,
            logDensity: tf.neg(gaussianNegativeLogLikelihoodPerExample(z, mean, logVariance)) as tf.Tensor1D,
          };
        }),
    };
    await expectNoLeak(async () => {
      const options = { samples: 3000, chunk: 700, batchSize: 2 };
      const plain = await negativeLogLikelihood(gaussian, data, options);
      // The same draws and densities by another way.
      const named = await negativeLogLikelihood({ ...gaussian, logPrior }, data, options);
      expectAllClose(named.examples, plain.examples, { relative: 1e-5 });
      const own = await negativeLogLikelihood(drawn, data, options);
      expectAllClose(own.examples, exact, { absolute: 0.1 });
      expect(own.mean).not.toBe(plain.mean);
      const bound = exact.map((value) => value + 1 - Math.log(2));
      for (const model of [{ ...gaussian, logPrior }, drawn]) {
        const found = await negativeElbo(model, data, { samples: 6000, chunk: 3000 });
        expectAllClose(found.examples, bound, { absolute: 0.15 });
      }
    });
  });

  it('takes a tensor, whose rows stay, and leaves none', async () => {
    const x = tf.tensor2d(examples);
    await expectNoLeak(async () => {
      const found = await negativeLogLikelihood(linearGaussianModel(2), x, {
        samples: 30,
        batchSize: 2,
        chunk: 4,
      });
      expect(found.examples).toHaveLength(5);
      await negativeElbo(linearGaussianModel(2), x, { samples: 3 });
    });
    x.dispose();
  });
});

const shifted =
  (loss: (x: tf.Tensor, z: tf.Tensor) => tf.Tensor1D, by: number) => (x: tf.Tensor, z: tf.Tensor) =>
    tf.tidy(() => tf.add(loss(x, z), by) as tf.Tensor1D);

describe('what goes wrong', () => {
  const model = linearGaussianModel();

  it.each([{ samples: 0 }, { batchSize: 0 }, { chunk: 1.5 }, { seed: -1 }])('%o', async (options) => {
    await expect(negativeLogLikelihood(model, data, options)).rejects.toThrow(OptionError);
    await expect(negativeElbo(model, data, options)).rejects.toThrow(OptionError);
  });

  it('one example has no standard error, and is not begun with', async () => {
    await expect(negativeElbo(model, data.subset([0]))).rejects.toThrow(DataError);
  });

  it('names the example that is not finite', async () => {
    const broken = { ...model, negativeLogLikelihood: shifted(model.negativeLogLikelihood, Number.NaN) };
    await expectNoLeak(() =>
      expect(negativeLogLikelihood(broken, data, { samples: 3 })).rejects.toThrow(NumericalError),
    );
    await expect(negativeElbo(broken, data)).rejects.toThrow('the likelihood of example 0 is NaN');
  });

  it('tells how far it is, and stops when told to', async () => {
    const seen: unknown[] = [];
    const onProgress = (...at: unknown[]) => seen.push(at);
    await negativeLogLikelihood(model, data, { samples: 2, batchSize: 2, onProgress });
    expect(seen).toEqual([
      [2, 5],
      [4, 5],
      [5, 5],
    ]);
    const stop = new AbortController();
    await expectNoLeak(async () => {
      const running = negativeLogLikelihood(model, data, { samples: 1e9, chunk: 10, signal: stop.signal });
      setTimeout(() => stop.abort(new Error('enough')), 20);
      await expect(running).rejects.toThrow('enough');
    });
  });
});
