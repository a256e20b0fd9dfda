export { randomSource } from '@autoencoders/backend';
export { evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export { priorDiscrepancy, priorScales } from './prior-discrepancy.js';
export { wassersteinAutoencoder } from './wasserstein-autoencoder.js';
export { wassersteinGanAutoencoder } from './wasserstein-gan-autoencoder.js';
