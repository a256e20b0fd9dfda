export { randomSource } from '@autoencoders/backend';
export { adam, evaluate, fit, load, save, useBackend } from '@autoencoders/core';
export { adversariallyLearnedInference } from './adversarially-learned-inference.js';
export { bidirectionalGan } from './bidirectional-gan.js';
