export { randomSource } from '@autoencoders/backend';
export { evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export { importanceWeightedLogLikelihood } from '@autoencoders/metrics';
export { betaTcVariationalAutoencoder } from './beta-tc-variational-autoencoder.js';
export type { Posterior } from './gaussian-latent.js';
export { importanceWeightedAutoencoder } from './importance-weighted-autoencoder.js';
export { infoVariationalAutoencoder } from './info-variational-autoencoder.js';
export { variationalAutoencoder } from './variational-autoencoder.js';
