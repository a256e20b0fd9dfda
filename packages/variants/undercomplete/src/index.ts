export { evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export { undercompleteAutoencoder } from './undercomplete-autoencoder.js';
