import type { RandomSource } from '@autoencoders/backend';
import { type Autoencoder, evaluate, useBackend } from '@autoencoders/core';
import { arrayDataset, streamDataset } from '@autoencoders/data';
import { AutoencoderError, DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, momentsOf, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type GeneratorOptions, type GeneratorProgress, generator, type Sampler } from './index.js';
import { identity } from './testing/identity.js';
import { ring } from './testing/ring.js';

beforeAll(() => useBackend('wasm'));

const short = { epochs: 1, batchSize: 64 };
const samplers: [GeneratorOptions, object][] = [
  [{ sampler: 'prior' }, {}],
  [{ sampler: 'standard-normal' }, {}],
  [{ sampler: 'gaussian-mixture', components: 3 }, {}],
  [{ sampler: 'kernel-density' }, {}],
  [{ sampler: 'two-stage', hidden: [16] }, short],
];

describe.each(samplers)('with %j', (options, training) => {
  const data = ring(200);

  it('draws examples in data space, the decoded codes', async () => {
    const generate = generator(identity(), options);
    await generate.fit(data, training);
    expect(generate.fitted).toBe(true);
    const found = await generate.sample(7, { seed: 3 });
    expect(found.shape).toEqual([7, 2]);
    expect(found.values.every(Number.isFinite)).toBe(true);
    expect(found.values).toEqual((await generate.sampleCodes(7, { seed: 3 })).values);
    expect((await generate.logDensity(found)).every(Number.isFinite)).toBe(true);
    generate.dispose();
  });

  it('repeats for a seed, whatever the size of the batches, and the first are the same of more', async () => {
    const generate = generator(identity(), { ...options, seed: 4 });
    await generate.fit(data, training);
    const first = await generate.sample(600);
    expect(await generate.sample(600, { seed: 4, batchSize: 77 })).toEqual(first);
    expect(await generate.sample(600, { batchSize: 1000 })).toEqual(first);
    expect((await generate.sample(300)).values).toEqual(first.values.slice(0, 600));
    expect(await generate.sample(600, { seed: 5 })).not.toEqual(first);
    const again = generator(identity(), { ...options, seed: 4 });
    await again.fit(data, training);
    expect(await again.sample(600)).toEqual(first);
    // No block of draws is another one's.
    const block = (from: number) => first.values.slice(2 * from, 2 * from + 20);
    expect(block(0)).not.toEqual(block(256));
    generate.dispose();
    again.dispose();
  });

  it('restores the shape of codes', async () => {
    const generate = generator(identity(4, [2, 1, 2]), options);
    await generate.fit(arrayDataset({ x: testValues(80 * 4), shape: [4] }), training);
    expect((await generate.sampleCodes(3)).shape).toEqual([3, 2, 1, 2]);
    expect((await generate.sample(3)).shape).toEqual([3, 4]);
    const codes = tf.zeros([2, 2, 1, 2]);
    expect(await generate.logDensity(codes)).toHaveLength(2);
    await expect(generate.logDensity({ values: new Float32Array(8), shape: [2, 4] })).rejects.toThrow(
      ShapeError,
    );
    codes.dispose();
    generate.dispose();
  });

  it('leaves no tensor behind but its state, and that until it is disposed', async () => {
    const model = identity();
    await expectNoLeak(async () => {
      const generate = generator(model, options);
      await generate.fit(data, training);
      await expectNoLeak(async () => {
        await generate.fit(data, training);
        await generate.sample(10);
        await generate.logDensity({ values: Float32Array.of(0, 0), shape: [2] });
        await evaluate(generate, data);
      });
      generate.dispose();
    });
  });

  it('draws 10,000 examples in flat memory, no more than a batch at a time', async () => {
    const model = identity();
    const generate = generator(model, options);
    await generate.fit(data, training);
    let most = 0;
    let widest = 0;
    const before = tf.memory().numTensors;
    const watched: Autoencoder = {
      ...model,
      decode(z) {
        most = Math.max(most, tf.memory().numTensors);
        widest = Math.max(widest, z.shape[0]!);
        return model.decode(z);
      },
    };
    const watching = generator(watched, options);
    await watching.fit(data, training);
    const own = tf.memory().numTensors - before;
    let rows = 0;
    for await (const { shape } of watching.sampleBatches(10_000, { batchSize: 500 })) rows += shape[0]!;
    expect(rows).toBe(10_000);
    expect(widest).toBe(500);
    expect(most - before - own).toBeLessThan(10);
    generate.dispose();
    watching.dispose();
  });

  it('stops when it is told to', async () => {
    const generate = generator(identity(), options);
    const reason = new Error('enough');
    const signal = AbortSignal.abort(reason);
    if (options.sampler !== 'prior' && options.sampler !== 'standard-normal') {
      await expect(generate.fit(data, { ...training, signal })).rejects.toThrow(reason);
      expect(generate.fitted).toBe(false);
    }
    await generate.fit(data, training);
    await expect(generate.sample(10, { signal })).rejects.toThrow(reason);
    generate.dispose();
  });

  it('names what does not fit', async () => {
    const generate = generator(identity(), options);
    await generate.fit(data, training);
    for (const count of [0, -1, 1.5, Number.NaN]) {
      await expect(generate.sample(count)).rejects.toThrow(OptionError);
    }
    await expect(generate.sample(1, { seed: -1 })).rejects.toThrow(OptionError);
    await expect(generate.sample(1, { batchSize: 0 })).rejects.toThrow(OptionError);
    const code = (values: number[], shape: number[]) => ({ values: Float32Array.from(values), shape });
    await expect(generate.logDensity(code([1, 2, 3], [1, 3]))).rejects.toThrow(ShapeError);
    await expect(generate.logDensity(code([1, Number.NaN], [1, 2]))).rejects.toThrow(DataError);
    generate.dispose();
  });
});

describe.each(samplers.slice(2))('what is fitted: %j', (options, training) => {
  it('is asked for before', async () => {
    const generate = generator(identity(), options);
    expect(generate.fitted).toBe(false);
    await expect(generate.sample(1)).rejects.toThrow(AutoencoderError);
    await expect(generate.sampleCodes(1)).rejects.toThrow("call 'await generate.fit(data)' before");
    await expect(generate.logDensity({ values: Float32Array.of(1, 2), shape: [2] })).rejects.toThrow(
      AutoencoderError,
    );
    generate.dispose();
  });

  it('stays as it was where the data is bad', async () => {
    const generate = generator(identity(), options);
    await generate.fit(ring(100), training);
    const before = await generate.sample(20);
    const bad = streamDataset(() => [{ x: [1, 2] }, { x: [3e38, -3e38] }], { shape: [2] });
    const broken: Autoencoder = { ...identity(), encode: (x) => tf.mul(x, 10) };
    await expect(generate.fit(tf.zeros([3, 5]), training)).rejects.toThrow(ShapeError);
    await expect(generate.fit(tf.zeros([0, 2]), training)).rejects.toThrow(DataError);
    await expect(generate.fit(tf.fill([3, 2], Number.NaN), training)).rejects.toThrow(
      'the code of example 0 holds NaN',
    );
    await expect(generator(broken, options).fit(bad, training)).rejects.toThrow(
      'the code of example 1 holds Infinity',
    );
    await expect(generate.fit(ring(100), { batchSize: 0 })).rejects.toThrow(OptionError);
    expect(await generate.sample(20)).toEqual(before);
    generate.dispose();
  });

  it('tells how far it is', async () => {
    const seen: GeneratorProgress[] = [];
    const generate = generator(identity(), options);
    const { codes } = await generate.fit(ring(300), {
      ...training,
      onProgress: (progress) => seen.push(progress),
    });
    expect(codes).toBe(300);
    expect(seen[0]).toEqual({ stage: 'encode', done: 256, total: 300 });
    expect(seen[1]).toEqual({ stage: 'encode', done: 300, total: 300 });
    const last = seen.at(-1)!;
    expect(last.stage).toBe('fit');
    expect(last.done).toBe(last.total);
    generate.dispose();
  });
});

describe('a generator', () => {
  it('draws from the prior that the autoencoder has, whose density it does not know', async () => {
    const samplePrior = (count: number, random: RandomSource) => random.uniform('prior', [count, 1, 2]);
    const generate = generator({ ...identity(2, [1, 2]), samplePrior });
    const own = generator({ ...identity(2, [1, 2]), samplePrior }, { sampler: 'prior' });
    await expect(generate.sample(1)).rejects.toThrow("the sampler 'gaussian-mixture' is not fitted yet");
    const { values } = await own.sample(1000);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    await expectNoLeak(() => own.sample(10));
    await expect(own.logDensity({ values, shape: [1000, 1, 2] })).rejects.toThrow("'standard-normal'");
  });

  it('has the moments and density of N(0, I) without one', async () => {
    const generate = generator(identity(), { sampler: 'prior' });
    const { mean, covariance } = momentsOf(await generate.sampleCodes(20_000));
    for (const value of mean) expect(Math.abs(value)).toBeLessThan(0.03);
    for (const [i, value] of covariance.entries()) {
      expect(Math.abs(value - (i % 3 === 0 ? 1 : 0))).toBeLessThan(0.04);
    }
    const densities = await generate.logDensity({ values: Float32Array.of(0, 0, 1, -2), shape: [2, 2] });
    const constant = -Math.log(2 * Math.PI);
    expectAllClose(densities, [constant, constant - 2.5], { relative: 1e-12 });
  });

  it('draws from a single Gaussian with the mean and covariance of the codes', async () => {
    const data = ring(2000);
    const generate = generator(identity(), { components: 1 });
    await generate.fit(data);
    const expected = momentsOf({ values: data.values([...Array(2000).keys()]), shape: [2000, 2] });
    const found = momentsOf(await generate.sampleCodes(20_000));
    for (const [i, value] of found.mean.entries()) {
      expect(Math.abs(value - expected.mean[i]!)).toBeLessThan(0.045);
    }
    for (const [i, value] of found.covariance.entries()) {
      expect(Math.abs(value - expected.covariance[i]!)).toBeLessThan(0.08);
    }
  });

  it('is fitted to draws from posteriors where there are any, or to means', async () => {
    // Means are the data; the posterior adds the variance 4.
    const posterior = (x: tf.Tensor) => ({ mean: tf.clone(x), logVariance: tf.fill(x.shape, Math.log(4)) });
    const model = { ...identity(), posterior };
    const data = arrayDataset({ x: testValues(8000, -1, 1), shape: [2] });
    const variance = async (options: GeneratorOptions) => {
      const generate = generator(model, { components: 1, ...options } as GeneratorOptions);
      await expectNoLeak(() => generate.fit(data), 3);
      return momentsOf(await generate.sampleCodes(10_000)).covariance[0]!;
    };
    expect(Math.abs((await variance({})) - 4 - 1 / 3)).toBeLessThan(0.4);
    expect(Math.abs((await variance({ codes: 'mean' })) - 1 / 3)).toBeLessThan(0.03);
    expect(generator(model).options).toMatchObject({ codes: 'posterior' });
    expect(generator(identity()).options).toMatchObject({ codes: 'mean' });
    expect(() => generator(identity(), { codes: 'posterior' })).toThrow(OptionError);
  });

  it('takes a sampler of your own', async () => {
    const corner: Sampler = {
      name: 'corner',
      fit: ({ values }) => ({ corner: { values: values.slice(0, 2), shape: [2] } }),
      draw: (count, { seed }, { corner }) => ({
        values: Float32Array.from({ length: 2 * count }, (_, i) => corner!.values[i % 2]! + seed),
        shape: [count, 2],
      }),
    };
    const generate = generator(identity(), { sampler: corner });
    const { codes } = await generate.fit(
      arrayDataset({
        x: [
          [1, 2],
          [3, 4],
        ],
      }),
    ); // prettier-ignore
    expect(codes).toBe(2);
    expect([...(await generate.sample(2, { seed: 10 })).values]).toEqual([11, 12, 11, 12]);
    await expect(generate.logDensity({ values: Float32Array.of(1, 2), shape: [2] })).rejects.toThrow(
      "give it a 'logDensity'",
    );
    generate.dispose();
    const wrong: Sampler = { name: 'wrong', draw: () => ({ values: new Float32Array(3), shape: [1, 3] }) };
    await expect(generator(identity(), { sampler: wrong }).sample(1)).rejects.toThrow(ShapeError);
    const nan: Sampler = {
      name: 'nan',
      draw: () => ({ values: Float32Array.of(0, Number.NaN), shape: [1, 2] }),
    };
    await expect(generator(identity(), { sampler: nan }).sample(1)).rejects.toThrow(DataError);
  });

  it('names too few rows for the components, and codes too wide for full covariances', async () => {
    const data = arrayDataset({
      x: [
        [1, 2],
        [3, 4],
      ],
    }); // prettier-ignore
    await expect(generator(identity()).fit(data)).rejects.toThrow('components is 10, and there are 2 rows');
    const equal = arrayDataset({
      x: [
        [1, 2],
        [1, 2],
      ],
    }); // prettier-ignore
    await expect(generator(identity(), { components: 2 }).fit(equal)).rejects.toThrow(DataError);
    const wide = arrayDataset({ x: new Float32Array(20 * 3000), shape: [3000] });
    await expect(generator(identity(3000)).fit(wide)).rejects.toThrow("choose 'diagonal' or 'spherical'");
  });
});
