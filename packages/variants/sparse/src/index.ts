export { evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export { dictionary } from './dictionary.js';
export { sparseAutoencoder } from './sparse-autoencoder.js';
export { type UnitActivity, type UnitActivityOptions, unitActivity } from './unit-activity.js';
