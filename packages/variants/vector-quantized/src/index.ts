export { randomSource } from '@autoencoders/backend';
export { evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export { type CodePrior, codePrior, type DiscreteAutoencoder, type SampleOptions } from './code-prior.js';
export type { CodePriorOptions } from './code-prior-options.js';
export { type CodebookUsage, codebookUsage } from './codebook-usage.js';
export { loadCodePrior } from './load-code-prior.js';
export { type PixelDrawing, pixelCnnAutoencoder } from './pixel-cnn-autoencoder.js';
export {
  type VectorQuantizedAutoencoder,
  vectorQuantizedAutoencoder,
} from './vector-quantized-autoencoder.js';
