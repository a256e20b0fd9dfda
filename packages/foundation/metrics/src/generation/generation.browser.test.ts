import { randomSource, useBackend } from '@autoencoders/backend';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { featureRows, precisionAndRecall } from '../index.js';
import { mnistFeatures } from '../mnist-features.js';
import { generations } from '../testing/generation-and-disentanglement.js';
import { cubicDiscrepancy } from './cubic-discrepancy.js';

describe('on webgpu', () => {
  beforeAll(() => useBackend('webgpu'));

  it.each(generations.slice(0, 2))('$name: as numpy has it', async ({ real, generated, ...known }) => {
    const { neighbors, precision, recall } = known.neighborhoods[1]!;
    const found = await precisionAndRecall(real, generated, { neighbors });
    expect(found.precision).toBeCloseTo(precision, 10);
    expect(found.recall).toBeCloseTo(recall, 10);
    const same = Math.min(real.shape[0]!, generated.shape[0]!);
    const [x, y] = [real, generated].map(({ values, shape }) => ({
      values: values.subarray(0, same * shape[1]!),
      shape: [same, shape[1]!],
    }));
    expectAllClose([await cubicDiscrepancy(x!, y!)], [known.discrepancy], { relative: 1e-3, absolute: 1e-4 });
  });

  it('the features of digits are those of another engine', async () => {
    const features = async () => {
      const model = mnistFeatures();
      const x = randomSource(1).uniform('images', [3, 28, 28, 1]);
      const { values } = await featureRows(model, x);
      tf.dispose(x);
      model.dispose();
      return values;
    };
    const here = await features();
    await useBackend('cpu');
    expectAllClose(here, await features(), { relative: 1e-3, absolute: 1e-3 });
  });
});
