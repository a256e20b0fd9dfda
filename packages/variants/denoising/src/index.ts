export { randomSource } from '@autoencoders/backend';
export { evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export {
  dropoutCorruption,
  gaussianCorruption,
  maskingCorruption,
  saltAndPepperCorruption,
} from '@autoencoders/layers';
export { peakSignalToNoiseRatio, structuralSimilarity } from '@autoencoders/metrics';
export { denoisingAutoencoder } from './denoising-autoencoder.js';
export { type PretrainOptions, pretrain } from './pretrain.js';
