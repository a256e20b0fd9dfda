import { aaeMnist } from './studies/aae-mnist.js';
import { anomalyAdbench } from './studies/anomaly-adbench.js';
import { autorecMl100k } from './studies/autorec-ml100k.js';
import { autorecScale } from './studies/autorec-scale.js';
import { biganMnist } from './studies/bigan-mnist.js';
import { clusteringMnist } from './studies/clustering-mnist.js';
import { contraction } from './studies/contraction.js';
import { copying } from './studies/copying.js';
import { fewLabels } from './studies/few-labels.js';
import { iwaeMnist } from './studies/iwae-mnist.js';
import { linearVae } from './studies/linear-vae.js';
import { modeCoverage } from './studies/mode-coverage.js';
import { pretrainingMnist } from './studies/pretraining-mnist.js';
import { reduction } from './studies/reduction.js';
import { samplerFid } from './studies/sampler-fid.js';
import { sharpness } from './studies/sharpness.js';
import { sparsity } from './studies/sparsity.js';
import { streaming } from './studies/streaming.js';
import { vqvaeFashion } from './studies/vqvae-fashion.js';
import type { Study } from './study.js';

/** Every study, in alphabetical order. */
export const studies: readonly Study[] = [
  aaeMnist,
  anomalyAdbench,
  autorecMl100k,
  autorecScale,
  biganMnist,
  clusteringMnist,
  contraction,
  copying,
  fewLabels,
  iwaeMnist,
  linearVae,
  modeCoverage,
  pretrainingMnist,
  reduction,
  samplerFid,
  sharpness,
  sparsity,
  streaming,
  vqvaeFashion,
];
