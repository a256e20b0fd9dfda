export { randomSource } from '@autoencoders/backend';
export { evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export { type FeatureTaps, type FeatureTapsOptions, featureTaps } from '@autoencoders/layers';
export { deepFeatureConsistentAutoencoder } from './deep-feature-consistent-autoencoder.js';
