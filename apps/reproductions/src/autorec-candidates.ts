import { type AutoRecOptions, recommendedOptions } from '@autoencoders/autorec';
import type { FallingTraining } from './exponential-training.js';

/** A model of ratings and how it is trained. */
export interface Candidate {
  readonly name: string;
  readonly options: Omit<AutoRecOptions, 'seed'>;
  readonly training: FallingTraining;
}

/** Models of which one is chosen by validation. */
export interface Candidates {
  readonly name: string;
  readonly models: readonly Candidate[];
}

const byItem: FallingTraining = { epochs: 50, batchSize: 256, learningRate: 4e-3, lastRate: 2e-4 };
const byUser: FallingTraining = { epochs: 50, batchSize: 128, learningRate: 3e-3, lastRate: 2e-4 };

/** Everything that earned its place beyond the paper. */
const extended = recommendedOptions('item');
const extendedByUser = recommendedOptions('user');

/** I-AutoRec as in the paper: one hidden layer of 500, L2 alone to choose. */
export const paperItems: Candidates = {
  name: 'I-AutoRec, as in the paper',
  models: [60, 120, 240].map((l2) => ({ name: `L2 of ${l2}`, options: { l2 }, training: byItem })),
};

/** U-AutoRec as in the paper. */
export const paperUsers: Candidates = {
  name: 'U-AutoRec, as in the paper',
  models: [60, 150].map((l2) => ({
    name: `L2 of ${l2}`,
    options: { orientation: 'user', l2 },
    training: { ...byUser, batchSize: 64 },
  })),
};

/** As in the paper, with three hidden layers; less L2 lets all of them learn. */
export const deepItems: Candidates = {
  name: 'I-AutoRec, deep',
  models: [10, 20].map((l2) => ({
    name: `L2 of ${l2}`,
    options: { hidden: [500, 500], l2 },
    training: { ...byItem, epochs: 100 },
  })),
};

/** I-AutoRec with everything, with each part taken away, and with more. */
export const extendedItems: Candidates = {
  name: 'I-AutoRec, extended',
  models: [
    { name: 'biases, input mask, input dropout, hidden ratings count more', options: extended },
    { name: 'without biases', options: { ...extended, biases: false } },
    { name: 'without the input mask', options: { ...extended, inputMask: false } },
    { name: 'without input dropout', options: { ...extended, inputDropout: 0, keptWeight: 1 } },
    { name: 'all ratings count alike', options: { ...extended, keptWeight: 1 } },
    { name: 'with hidden dropout of 0.3', options: { ...extended, hiddenDropout: 0.3 } },
    { name: '400 hidden units', options: { ...extended, hidden: [400] } },
    { name: 'deep', options: { ...extended, hidden: [200, 200], l2: { encoder: 5, decoder: 15 } } },
  ].map((model) => ({ ...model, training: byItem })),
};

/** U-AutoRec with everything, at two widths. */
export const extendedUsers: Candidates = {
  name: 'U-AutoRec, extended',
  models: [200, 400].map((units) => ({
    name: `${units} hidden units`,
    options: { ...extendedByUser, hidden: [units] },
    training: byUser,
  })),
};

/** A choice of f, of the ratings, and g, of the hidden units, with the RMSE that the paper's table 2 has for it on MovieLens 1M. */
export interface Activations {
  readonly ratings: 'linear' | 'sigmoid';
  readonly hidden: 'linear' | 'sigmoid';
  readonly model: Candidate;
  readonly published: number;
}

const slowly: FallingTraining = { ...byItem, epochs: 150, learningRate: 1e-3, lastRate: 1e-4 };

/** The four pairs of the paper, each with an L2 of its own; linear units alone need small steps. */
export const activations: readonly Activations[] = (
  [
    ['linear', 'linear', 1500, slowly, 0.872],
    ['sigmoid', 'linear', 1500, byItem, 0.852],
    ['linear', 'sigmoid', 120, byItem, 0.831],
    ['sigmoid', 'sigmoid', 150, byItem, 0.836],
  ] as const
).map(([ratings, hidden, l2, training, published]) => ({
  ratings,
  hidden,
  published,
  model: {
    name: `${hidden} hidden units, ${ratings} ratings`,
    options: { l2, activations: { encoder: hidden, decoder: ratings } },
    training,
  },
}));
