export { randomSource } from '@autoencoders/backend';
export { evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export { importanceWeightedLogLikelihood } from '@autoencoders/metrics';
export { type Posterior, variationalAutoencoder } from './variational-autoencoder.js';
