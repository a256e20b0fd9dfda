import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { pixelCnnAutoencoder, vectorQuantizedAutoencoder } from './index.js';

const small = {
  codes: 8,
  codeDim: 3,
  positions: 2,
  hidden: [10],
  filters: [4, 5],
  activation: 'tanh' as const,
};

const subject = (inputShape: number[], options: object) => ({
  create: (more = {}) => vectorQuantizedAutoencoder({ inputShape, ...small, ...options, ...more }),
  factory: vectorQuantizedAutoencoder,
  examples: testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
  // Straight through what has no slope.
  surrogateGradients: ['quantization'],
});

describeAutoencoder('vector-quantised', subject([12], {}));
describeAutoencoder('vector-quantised, convolutional, residual', {
  ...subject([6, 5, 1], { architecture: 'convolutional', residual: true }),
  engines: ['wasm'],
});
describeAutoencoder(
  'vector-quantised by gradient, learned variance',
  subject([12], { codebook: 'gradient', likelihood: 'gaussian', variance: 'learned' }),
);
describeAutoencoder('vector-quantised by gradient, of sequences, uniform start, without revival', {
  ...subject([9, 2], {
    codebook: 'gradient',
    architecture: 'convolutional',
    start: 'uniform',
    revival: 0,
    likelihood: 'laplace',
  }),
  engines: ['wasm'],
});

const pixels = (options: object) => ({
  create: (more = {}) =>
    pixelCnnAutoencoder({
      inputShape: [4, 3, 1],
      latentDim: 2,
      hidden: [6],
      filters: [3],
      activation: 'tanh',
      told: 2,
      pixelFilters: 3,
      pixelLayers: 1,
      firstKernelSize: 3,
      ...options,
      ...more,
    }),
  factory: pixelCnnAutoencoder,
  examples: testValues(12 * 12, 0, 1),
});

describeAutoencoder('PixelCNN decoder of two levels', {
  ...pixels({ freeBits: 0.05, pixelLayers: 0 }),
  engines: ['cpu'],
  epochs: 5,
});
describeAutoencoder('PixelCNN decoder of four levels, convolutional', {
  ...pixels({ levels: 4, architecture: 'convolutional' }),
  engines: ['wasm'],
});
