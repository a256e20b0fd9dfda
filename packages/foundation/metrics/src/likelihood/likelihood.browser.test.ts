import { useBackend } from '@autoencoders/backend';
import { arrayDataset } from '@autoencoders/data';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, it } from 'vitest';
import { negativeElbo, negativeLogLikelihood } from '../index.js';
import { exact, examples, linearGaussianModel } from '../testing/linear-gaussian-model.js';

describe('on webgpu', () => {
  beforeAll(() => useBackend('webgpu'));

  it('the likelihood of a dataset is exact under the exact posterior', async () => {
    const data = arrayDataset({ x: examples });
    await expectNoLeak(async () => {
      const options = { samples: 7, chunk: 3, batchSize: 2 };
      const found = await negativeLogLikelihood(linearGaussianModel(), data, options);
      expectAllClose(found.examples, exact, { absolute: 1e-3 });
      const bound = await negativeElbo(linearGaussianModel(), data, { samples: 500, chunk: 100 });
      expectAllClose(bound.examples, exact, { absolute: 0.3 });
    });
  });
});
