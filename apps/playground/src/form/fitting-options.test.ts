import { adversarialAutoencoder, clusteringAdversarialAutoencoder } from '@autoencoders/adversarial';
import { valueSchemas } from '@autoencoders/core/options';
import { conditionalVariationalAutoencoder } from '@autoencoders/variational';
import { expect, it } from 'vitest';
import { fittingOptions } from './fitting-options.js';

const entry = ({ options }: { options: Parameters<typeof valueSchemas>[0] }, ...required: string[]) => ({
  options: valueSchemas(options),
  required,
});
const digits = { classes: [...'0123456789'] };

it('tells of classes only who needs them', () => {
  expect(fittingOptions(entry(conditionalVariationalAutoencoder, 'inputShape'), digits)).toEqual({
    classes: 10,
  });
  expect(fittingOptions(entry(adversarialAutoencoder, 'inputShape'), digits)).toEqual({});
  const clustering = entry(clusteringAdversarialAutoencoder, 'inputShape', 'clusters');
  expect(fittingOptions(clustering, digits)).toEqual({ clusters: 10 });
  expect(fittingOptions(clustering, { classes: [] })).toEqual({ clusters: 10 });
});

it('makes a model that can be built', () => {
  const options = fittingOptions(entry(conditionalVariationalAutoencoder, 'inputShape'), digits);
  conditionalVariationalAutoencoder({ inputShape: [8, 8, 1], ...options }).dispose();
});
