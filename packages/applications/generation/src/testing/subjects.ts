import type { describeApplication } from '@autoencoders/conformance';
import type { History } from '@autoencoders/core';
import { arrayDataset } from '@autoencoders/data';
import { testValues } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { variationalAutoencoder } from '@autoencoders/variational';
import { type AutoencoderGenerator, generator } from '../generator.js';
import { loadGenerator } from '../load-generator.js';

type Subject = Parameters<typeof describeApplication>[1];

const shared = { inputShape: [2, 3], latentDim: 2, hidden: [6], activation: 'tanh' as const, seed: 5 };

const data = () => arrayDataset({ x: testValues(20 * 6, 0.1, 0.9), shape: [2, 3] });

const outcome: Subject['outcome'] = async (made, given) => {
  const generate = made as AutoencoderGenerator;
  const drawn = await generate.sample(5, { seed: 2 });
  const codes = await generate.sampleCodes(5, { seed: 3 });
  const densities = await generate.logDensity(codes);
  return [...drawn.values, ...codes.values, ...densities, given.size!];
};

/** A generator whose values are fitted when it is made. */
export const mixtureSubject: Subject = {
  create: async () => {
    const generate = generator(undercompleteAutoencoder(shared), { components: 2 });
    await generate.fit(data());
    return generate;
  },
  data,
  load: (store) => loadGenerator(store, [undercompleteAutoencoder]),
  outcome,
};

/** A generator that is trained, on draws from the posterior of a variational autoencoder. */
export const twoStageSubject: Subject = {
  create: async () => {
    const generate = generator(variationalAutoencoder(shared), {
      sampler: 'two-stage',
      hidden: [8],
      activation: 'tanh',
      annealingSteps: 0,
    });
    await generate.fit(data(), { epochs: 0 });
    return generate;
  },
  data,
  train: async (made, given, options): Promise<History> =>
    (await (made as AutoencoderGenerator).fit(given, options)).history!,
  load: (store) => loadGenerator(store, [variationalAutoencoder]),
  outcome,
};
