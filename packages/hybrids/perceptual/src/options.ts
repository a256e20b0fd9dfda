import type { FeatureTaps } from '@autoencoders/layers';
import { variationalOptions } from '@autoencoders/variational';
import { z } from 'zod';

const features = z.custom<FeatureTaps>(
  (value) => typeof value === 'function',
  'give a function of images to a list of activations, such as featureTaps makes',
);

/** The options of a deep feature consistent autoencoder. */
export const deepFeatureConsistentOptions = variationalOptions.extend({
  features: features.describe('activations that images are compared in: what featureTaps makes of a network'),
  featureWeight: z.number().min(0).default(0.5).describe('β of the paper, of the distance in activations'),
  layerWeights: z
    .array(z.number().min(0))
    .min(1)
    .optional()
    .describe('weight of each layer in that distance (default: 1 each)'),
  shifts: z
    .int()
    .min(1)
    .default(2)
    .describe(
      'positions along each axis that images are compared in, one a step in turn, against dots that strides leave; 1: as they are',
    ),
  pixelWeight: z.number().min(0).default(0).describe('of the negative log-likelihood of the pixels'),
  beta: z.number().min(0).default(1).describe('weight of the KL divergence, α of the paper'),
});

/** The options of a deep feature consistent autoencoder, defaults filled in. */
export type DeepFeatureConsistentSettings = z.output<typeof deepFeatureConsistentOptions>;
