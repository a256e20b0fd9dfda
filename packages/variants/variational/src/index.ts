export { randomSource } from '@autoencoders/backend';
export { evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export { importanceWeightedLogLikelihood } from '@autoencoders/metrics';
export { betaTcVariationalAutoencoder } from './beta-tc-variational-autoencoder.js';
export type { Condition } from './condition/condition.js';
export { conditionalVariationalAutoencoder } from './conditional-variational-autoencoder.js';
export type { PosteriorDraw } from './flow/flow-posterior.js';
export { flowVariationalAutoencoder } from './flow-variational-autoencoder.js';
export { type GaussianDraw, gaussianDraw } from './gaussian-draw.js';
export { type GaussianLatent, gaussianLatent, type LatentParts, type Posterior } from './gaussian-latent.js';
export { importanceWeightedAutoencoder } from './importance-weighted-autoencoder.js';
export { infoVariationalAutoencoder } from './info-variational-autoencoder.js';
export { weightedKl } from './kl-weight.js';
export { type VariationalRoles, variationalNetworks } from './networks.js';
export {
  type LatentSettings,
  latentOptions,
  type VariationalSettings,
  variationalOptions,
} from './options.js';
export { vampPriorAutoencoder } from './vamp-prior-autoencoder.js';
export { variationalAutoencoder } from './variational-autoencoder.js';
