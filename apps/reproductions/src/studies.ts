import { anomalyAdbench } from './studies/anomaly-adbench.js';
import { autorecMl100k } from './studies/autorec-ml100k.js';
import { autorecScale } from './studies/autorec-scale.js';
import { clusteringMnist } from './studies/clustering-mnist.js';
import { contraction } from './studies/contraction.js';
import { copying } from './studies/copying.js';
import { fewLabels } from './studies/few-labels.js';
import { iwaeMnist } from './studies/iwae-mnist.js';
import { linearVae } from './studies/linear-vae.js';
import { pretrainingMnist } from './studies/pretraining-mnist.js';
import { reduction } from './studies/reduction.js';
import { samplerFid } from './studies/sampler-fid.js';
import { sparsity } from './studies/sparsity.js';
import { streaming } from './studies/streaming.js';
import { vqvaeFashion } from './studies/vqvae-fashion.js';
import type { Study } from './study.js';

/** Every study, in alphabetical order. */
export const studies: readonly Study[] = [
  anomalyAdbench,
  autorecMl100k,
  autorecScale,
  clusteringMnist,
  contraction,
  copying,
  fewLabels,
  iwaeMnist,
  linearVae,
  pretrainingMnist,
  reduction,
  samplerFid,
  sparsity,
  streaming,
  vqvaeFashion,
];
