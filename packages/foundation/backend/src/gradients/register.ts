import { registerActivationGradients } from './activations.js';
import { registerAdjoints } from './adjoints.js';
import { registerComparisonGradients } from './comparisons.js';
import { registerDilatedConvolutionGradient } from './dilated-convolution.js';
import { registerEinsumGradient } from './einsum.js';
import { registerOwnKernelGradients } from './own-kernels.js';
import { registerResizeGradients } from './resize.js';
import { registerTileGradient } from './tile.js';

/** Corrects the gradients that tfjs gets wrong or lacks, on every engine. May be called again. */
export function registerGradients(): void {
  registerActivationGradients();
  registerAdjoints();
  registerComparisonGradients();
  registerDilatedConvolutionGradient();
  registerEinsumGradient();
  registerResizeGradients();
  registerTileGradient();
  registerOwnKernelGradients();
}
