import { testValues } from '@autoencoders/testing';
import { deepFeatureConsistentAutoencoder } from '../index.js';
import { smallFeatures } from './small-features.js';

type Options = Parameters<typeof deepFeatureConsistentAutoencoder>[0];

/** Makes models that look through the small network, also where they are loaded: a function is not saved. */
const withSmallFeatures = Object.assign(
  (options: Omit<Options, 'features'>) =>
    deepFeatureConsistentAutoencoder({ ...options, features: smallFeatures }),
  {
    kind: deepFeatureConsistentAutoencoder.kind,
    summary: deepFeatureConsistentAutoencoder.summary,
    options: deepFeatureConsistentAutoencoder.options,
    roles: deepFeatureConsistentAutoencoder.roles,
  },
);

/** A small model for the contract. */
export function subject(inputShape: number[], options: Omit<Partial<Options>, 'features'>) {
  const activation = 'tanh' as const;
  const small = { latentDim: 3, hidden: [8], filters: [3], activation, featureWeight: 50 };
  return {
    create: (more = {}) => withSmallFeatures({ inputShape, ...small, ...options, ...more }),
    factory: withSmallFeatures,
    examples: testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
  };
}
