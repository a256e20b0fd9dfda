import { registerActivationGradients } from './activations.js';
import { registerComparisonGradients } from './comparisons.js';
import { registerEinsumGradient } from './einsum.js';
import { registerResizeNearestGradient } from './resize-nearest.js';

/** Corrects the gradients that tfjs gets wrong or lacks, on every engine. May be called again. */
export function registerGradients(): void {
  registerActivationGradients();
  registerComparisonGradients();
  registerEinsumGradient();
  registerResizeNearestGradient();
}
