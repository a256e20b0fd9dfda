import { contraction } from './studies/contraction.js';
import { copying } from './studies/copying.js';
import { pretrainingMnist } from './studies/pretraining-mnist.js';
import { sparsity } from './studies/sparsity.js';
import type { Study } from './study.js';

/** Every study, in alphabetical order. */
export const studies: readonly Study[] = [contraction, copying, pretrainingMnist, sparsity];
