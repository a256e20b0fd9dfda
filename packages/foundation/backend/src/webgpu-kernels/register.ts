import { registerAddMany } from './add-many.js';
import { registerBatchNormGradient, registerBatchNormGradientKernel } from './batch-norm-gradient.js';
import { fuseBatchNormalization } from './batch-normalization-layer.js';
import { registerGaussianKl } from './gaussian-kl.js';
import { registerMoments } from './moments.js';
import { registerReductionGradients } from './reduction-gradients.js';
import { registerReductions } from './reductions.js';
import { registerSigmoidCrossEntropy } from './sigmoid-cross-entropy.js';
import { webgpuBackend } from './webgpu-backend.js';
import { guardReads } from './written-data.js';

/** Puts our kernels on the WebGPU engine, which must be the one in use. May be called again. */
export function registerWebgpuKernels(): void {
  guardReads(webgpuBackend());
  registerAddMany();
  registerReductions();
  registerReductionGradients();
  registerSigmoidCrossEntropy();
  registerGaussianKl();
  registerMoments();
  registerBatchNormGradientKernel();
  registerBatchNormGradient();
  fuseBatchNormalization();
}
