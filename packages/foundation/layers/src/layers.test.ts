import { randomSource, withRandomSource } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, finiteDifferences } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dropout, reparameterize, Sampling } from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const values = (tensor: tf.Tensor) => [...tensor.dataSync()];

describe('Dropout and Sampling', () => {
  const x = () => tf.ones([4, 500]);

  it('Dropout keeps the mean, draws anew each step and the same for the same step', () => {
    const layer = new Dropout({ rate: 0.3, name: 'drop' });
    const at = (step: number) =>
      tf.tidy(() =>
        withRandomSource(randomSource(1, step), () =>
          values(layer.apply(x(), { training: true }) as tf.Tensor),
        ),
      );
    const dropped = at(0);
    expect(at(0)).toEqual(dropped);
    expect(at(1)).not.toEqual(dropped);
    expect(dropped.filter((value) => value === 0).length / 2000).toBeCloseTo(0.3, 1);
    expect(dropped.reduce((a, b) => a + b) / 2000).toBeCloseTo(1, 1);
  });

  it('Dropout does nothing outside training, and refuses a rate of 1', () => {
    const layer = new Dropout({ rate: 0.3 });
    tf.tidy(() => {
      expect(values(layer.apply(x()) as tf.Tensor)).toEqual(values(x()));
    });
    expect(() => new Dropout({ rate: 1 })).toThrow(OptionError);
  });

  it('Sampling is the mean outside training and has the spread in it', () => {
    const layer = new Sampling({ name: 'sample' });
    tf.tidy(() => {
      const mean = tf.fill([4, 500], 2);
      const logVariance = tf.fill([4, 500], Math.log(0.25));
      expect(values(layer.apply([mean, logVariance]) as tf.Tensor)).toEqual(values(mean));
      const drawn = values(layer.apply([mean, logVariance], { training: true }) as tf.Tensor);
      const average = drawn.reduce((a, b) => a + b) / 2000;
      const variance = drawn.reduce((a, b) => a + (b - average) ** 2, 0) / 2000;
      expect(average).toBeCloseTo(2, 1);
      expect(variance).toBeCloseTo(0.25, 1);
    });
  });

  it('Sampling refuses anything but mean and log-variance of one shape', () => {
    const [mean, narrow] = [tf.input({ shape: [3] }), tf.input({ shape: [2] })];
    expect(() => new Sampling({}).apply(mean)).toThrow(OptionError);
    expect(() => new Sampling({}).apply([mean, narrow])).toThrow(/give \[mean, logVariance\]/);
    expect((new Sampling({}).apply([mean, mean]) as tf.SymbolicTensor).shape).toEqual([null, 3]);
  });

  it('Sampling comes back from its configuration, drawing the same', () => {
    const layer = new Sampling({ name: 'sample' });
    const copy = new Sampling(layer.getConfig() as { name: string });
    const drawn = (from: Sampling) =>
      tf.tidy(() =>
        withRandomSource(randomSource(8, 2), () =>
          values(from.apply([tf.zeros([2, 3]), tf.zeros([2, 3])], { training: true }) as tf.Tensor),
        ),
      );
    expect(drawn(copy)).toEqual(drawn(layer));
  });

  it('reparameterize is differentiable in its parameters', () => {
    const noise = [0.3, -1.2];
    const at = (m: number, v: number) => noise.reduce((sum, e) => sum + (m + Math.exp(v / 2) * e) ** 2, 0);
    const [byMean, byLogVariance] = tf.tidy(() =>
      tf
        .grads((m, v) =>
          tf.sum(tf.square(reparameterize(m as tf.Tensor, v as tf.Tensor, tf.tensor1d(noise)))),
        )([tf.scalar(0.4), tf.scalar(-0.7)])
        .map((g) => g.dataSync()[0]!),
    );
    expectAllClose(
      [byMean!, byLogVariance!],
      finiteDifferences(([m, v]) => at(m!, v!), [0.4, -0.7]),
    );
  });
});

it('importing a builder makes the layers known to tf.loadLayersModel', () => {
  const known = (
    tf.serialization.SerializationMap as unknown as { getMap(): { classNameMap: object } }
  ).getMap();
  expect(Object.keys(known.classNameMap)).toEqual(
    expect.arrayContaining([
      'AutoencodersDropout',
      'AutoencodersJumpRelu',
      'AutoencodersSampling',
      'AutoencodersTiedDense',
      'AutoencodersTopK',
    ]),
  );
});
