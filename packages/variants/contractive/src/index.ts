export { evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export { contractiveAutoencoder } from './contractive-autoencoder.js';
