export { evaluate, fit, save, useBackend } from '@autoencoders/core';
export { semiSupervised } from '@autoencoders/data';
export { balancedClassWeights } from './class-weights.js';
export { type Classifier, classifier } from './classifier.js';
export { loadClassifier } from './load-classifier.js';
export { type ClassifierOptions, classifierModes } from './options.js';
export type { Predictions } from './predictions.js';
export type { TopClasses } from './probabilities.js';
export type { Calibration } from './temperature.js';
