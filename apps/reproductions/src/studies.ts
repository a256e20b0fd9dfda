import { clusteringMnist } from './studies/clustering-mnist.js';
import { contraction } from './studies/contraction.js';
import { copying } from './studies/copying.js';
import { fewLabels } from './studies/few-labels.js';
import { pretrainingMnist } from './studies/pretraining-mnist.js';
import { reduction } from './studies/reduction.js';
import { sparsity } from './studies/sparsity.js';
import { streaming } from './studies/streaming.js';
import type { Study } from './study.js';

/** Every study, in alphabetical order. */
export const studies: readonly Study[] = [
  clusteringMnist,
  contraction,
  copying,
  fewLabels,
  pretrainingMnist,
  reduction,
  sparsity,
  streaming,
];
