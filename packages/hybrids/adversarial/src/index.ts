export { randomSource } from '@autoencoders/backend';
export { evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export { semiSupervised } from '@autoencoders/data';
export { adversarialAutoencoder } from './adversarial-autoencoder.js';
export { clusteringAdversarialAutoencoder } from './clustering-adversarial-autoencoder.js';
export type { Labels } from './labels.js';
export type { PriorFunction } from './prior/prior-option.js';
export { semiSupervisedAdversarialAutoencoder } from './semi-supervised-adversarial-autoencoder.js';
