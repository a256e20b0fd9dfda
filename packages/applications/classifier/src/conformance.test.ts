import { describeApplication } from '@autoencoders/conformance';
import type { Autoencoder } from '@autoencoders/core';
import { arrayDataset, type Dataset, semiSupervised } from '@autoencoders/data';
import { denoisingAutoencoder } from '@autoencoders/denoising';
import { testValues } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { variationalAutoencoder } from '@autoencoders/variational';
import { type Classifier, type ClassifierOptions, classifier, loadClassifier } from './index.js';

/** 20 examples of 3 classes, of which the first values tell. */
const x = testValues(20 * 6, 0.1, 0.5).map((value, i) =>
  i % 6 === Math.floor(i / 6) % 3 ? value + 0.5 : value,
);
const labelled = arrayDataset({ x, shape: [6], y: Int32Array.from({ length: 20 }, (_, row) => row % 3) });
const unlabelled = arrayDataset({ x: testValues(14 * 6, 0.1, 0.9, 7), shape: [6] });

const factories = [undercompleteAutoencoder, denoisingAutoencoder, variationalAutoencoder];
const small = { inputShape: [6], latentDim: 3, hidden: [5], activation: 'tanh' as const };

const subject = (autoencoder: () => Autoencoder, options: Omit<ClassifierOptions, 'classes'>) => ({
  create: () => classifier(autoencoder(), { classes: 3, seed: 2, ...options }),
  data: () => labelled,
  load: (store: Parameters<typeof loadClassifier>[0]) => loadClassifier(store, factories),
  outcome: async (made: unknown, data: Dataset) =>
    (await (made as Classifier).predictProbabilities(data)).values,
  epochs: 8,
});

describeApplication('a frozen classifier with dropout', {
  ...subject(() => undercompleteAutoencoder(small), { dropout: { inputs: 0.1, code: 0.2 } }),
  engines: ['wasm'],
});
describeApplication('a fine-tuned classifier with weights and smoothing', {
  ...subject(() => denoisingAutoencoder(small), {
    mode: 'fine-tune',
    classWeights: [1, 2, 0.5],
    labelSmoothing: 0.1,
  }),
  engines: ['cpu'],
});
describeApplication('a classifier and a variational autoencoder, joint, few labels', {
  ...subject(() => variationalAutoencoder({ ...small, likelihood: 'gaussian' }), {
    mode: 'joint',
    reconstructionWeight: 0.5,
  }),
  data: () => semiSupervised(labelled, unlabelled, { labelledShare: 0.4 }),
  judged: () => labelled,
});
