import { useBackend } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { beforeAll, expect, it } from 'vitest';
import { type GeneratorOptions, generator } from './index.js';
import { identity } from './testing/identity.js';

beforeAll(() => useBackend('cpu'));

it('has defaults, as JSON', () => {
  const { options } = generator(identity());
  expect(options).toEqual({
    sampler: 'gaussian-mixture',
    components: 10,
    covariance: 'full',
    restarts: 1,
    regularization: 1e-6,
    codes: 'mean',
    seed: 0,
  });
  expect(JSON.parse(JSON.stringify(options))).toEqual(options);
  expect(generator(identity(), { sampler: 'prior' }).options).toEqual({ sampler: 'prior', seed: 0 });
  expect(generator(identity(), { sampler: 'kernel-density' }).options).toMatchObject({ bandwidth: 'scott' });
  expect(generator(identity(6, [2, 3]), { sampler: 'two-stage' }).options).toMatchObject({
    latentDim: 6,
    hidden: [256, 256],
  });
});

it.each<[object, string | RegExp]>([
  [{ sampler: 'gaussian' }, 'sampler is "gaussian": choose one of prior, standard-normal'],
  [{ sampler: 'own' }, "sampler is 'own': give the sampler itself"],
  [{ sampler: { name: 'mine' } }, "the sampler has no 'name' or no 'draw'"],
  [{ sampler: 'prior', components: 3 }, "the sampler 'prior' has no option 'components'"],
  [{ components: 0 }, /components is 0: /],
  [{ components: 2.5 }, /components is 2.5: /],
  [{ covariance: 'tied' }, /covariance is "tied": /],
  [{ sampler: 'kernel-density', bandwidth: -1 }, /bandwidth is -1: /],
  [{ sampler: 'kernel-density', bandwidth: 'wide' }, /bandwidth is "wide": /],
  [{ sampler: 'two-stage', hidden: [0] }, /hidden.0 is 0: /],
  [{ sampler: 'two-stage', epochs: 3 }, "the sampler 'two-stage' has no option 'epochs'"],
  [{ seed: -1 }, /seed is -1: /],
  [{ codes: 'draws' }, /codes is "draws": /],
])('refuses %j', (options, message) => {
  const make = () => generator(identity(), options as GeneratorOptions);
  expect(make).toThrow(OptionError);
  expect(make).toThrow(message);
});

it('has no place for options of a training where nothing is trained', async () => {
  const generate = generator(identity());
  await expect(
    generate.fit({ shape: [2], size: 0, batches: async function* () {} }, { epochs: 3 }),
  ).rejects.toThrow("options of fit with the sampler 'gaussian-mixture': there is no 'epochs'");
});
