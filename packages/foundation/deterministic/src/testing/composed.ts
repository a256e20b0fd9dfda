import { defineVariant } from '@autoencoders/core';
import {
  corruptionOf,
  corruptionOption,
  deterministicModel,
  deterministicNetworks,
  deterministicOptions,
  deterministicRoles,
  penaltiesOption,
} from '../index.js';

/** A variant with both slots and nothing else, as a package would define it. */
export const composedAutoencoder = defineVariant({
  kind: 'composed',
  summary: 'An autoencoder with both slots, for tests.',
  options: deterministicOptions.extend({
    corruption: corruptionOption.optional(),
    penalties: penaltiesOption.default([]),
  }),
  roles: deterministicRoles,
  networks: deterministicNetworks,
  model: (networks, options) =>
    deterministicModel(networks, options, {
      corruption: corruptionOf(options.corruption),
      penalties: options.penalties,
    }),
});
