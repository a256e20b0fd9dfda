import { ownKernels } from '../operations/kernel-names.js';
import { overrideWebgpuKernel } from './override-kernel.js';
import { preciseFunctions } from './precise-functions.js';
import { elementwise, runElementwise } from './run-program.js';
import { makeOutput } from './webgpu-backend.js';

/**
 * Kernels of the Bernoulli likelihood from logits, element by element, each one dispatch, finite for any finite
 * logit: `ln(1 + e^l) - x l` of `{ labels, logits }` and `(σ(l) - x) dy` of `{ labels, logits, dy }`, all of one
 * shape.
 */
export function registerSigmoidCrossEntropy(): void {
  overrideWebgpuKernel(ownKernels.crossEntropy, () => ({ inputs, backend }) => {
    const { labels, logits } = inputs as Record<'labels' | 'logits', (typeof inputs)[string]>;
    const losses = makeOutput(backend, logits.shape);
    runElementwise(backend, crossEntropy, logits.size, { written: [losses], read: [labels, logits] });
    return losses;
  });
  overrideWebgpuKernel(ownKernels.crossEntropyGradient, () => ({ inputs, backend }) => {
    const { labels, logits, dy } = inputs as Record<'labels' | 'logits' | 'dy', (typeof inputs)[string]>;
    const gradients = makeOutput(backend, logits.shape);
    runElementwise(backend, gradient, logits.size, { written: [gradients], read: [labels, logits, dy] });
    return gradients;
  });
}

const crossEntropy = elementwise({
  name: 'sigmoid-cross-entropy',
  written: ['losses'],
  read: ['labels', 'logits'],
  uniforms: {},
  declarations: preciseFunctions,
  body: `let logit = logits[index];
    losses[index] = max(logit, 0.0) - labels[index] * logit + logOnePlus(exp(-abs(logit)));`,
});

const gradient = elementwise({
  name: 'sigmoid-cross-entropy-gradient',
  written: ['gradients'],
  read: ['labels', 'logits', 'dy'],
  uniforms: {},
  body: `let logit = logits[index];
    let small = exp(-abs(logit));
    let sigmoid = select(small, 1.0, logit >= 0.0) / (1.0 + small);
    gradients[index] = (sigmoid - labels[index]) * dy[index];`,
});
