import { ownKernels } from '../operations/kernel-names.js';
import { overrideWebgpuKernel } from './override-kernel.js';
import { preciseFunctions } from './precise-functions.js';
import { elementwise, runElementwise } from './run-program.js';
import { makeOutput } from './webgpu-backend.js';

/**
 * Kernels of a Gaussian's divergence from the standard one, element by element, each one dispatch:
 * `½ (μ² + e^l - 1 - l)` of `{ mean, logVariance }` and `½ (e^l - 1) dy` of `{ logVariance, dy }`, all of one shape.
 */
export function registerGaussianKl(): void {
  overrideWebgpuKernel(ownKernels.gaussianKl, () => ({ inputs, backend }) => {
    const { mean, logVariance } = inputs as Record<'mean' | 'logVariance', (typeof inputs)[string]>;
    const divergences = makeOutput(backend, mean.shape);
    runElementwise(backend, divergence, mean.size, { written: [divergences], read: [mean, logVariance] });
    return divergences;
  });
  overrideWebgpuKernel(ownKernels.gaussianKlGradient, () => ({ inputs, backend }) => {
    const { logVariance, dy } = inputs as Record<'logVariance' | 'dy', (typeof inputs)[string]>;
    const gradients = makeOutput(backend, logVariance.shape);
    runElementwise(backend, gradient, logVariance.size, { written: [gradients], read: [logVariance, dy] });
    return gradients;
  });
}

const divergence = elementwise({
  name: 'gaussian-kl',
  written: ['divergences'],
  read: ['means', 'log_variances'],
  uniforms: {},
  declarations: preciseFunctions,
  body: `let mean = means[index];
    divergences[index] = 0.5 * (mean * mean + exponentialBeyond(log_variances[index]));`,
});

const gradient = elementwise({
  name: 'gaussian-kl-gradient',
  written: ['gradients'],
  read: ['log_variances', 'dy'],
  uniforms: {},
  declarations: preciseFunctions,
  body: `let x = log_variances[index];
    gradients[index] = 0.5 * (x + exponentialBeyond(x)) * dy[index];`,
});
