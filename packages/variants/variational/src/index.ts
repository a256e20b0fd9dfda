export { evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export { type Posterior, variationalAutoencoder } from './variational-autoencoder.js';
