import { registerAliases } from './alias.js';
import { registerConvolutionFilterGradient } from './convolution-filter.js';
import { registerDepthwiseGradients } from './depthwise.js';
import { registerEinsum } from './einsum.js';
import { registerMatrixProducts } from './matrix-product.js';
import { registerSegmentSum } from './segment-sum.js';

/** Puts on the WASM engine what training needs and it lacks or does slowly. May be called again. */
export function registerWasmKernels(): void {
  registerMatrixProducts();
  registerConvolutionFilterGradient();
  registerDepthwiseGradients();
  registerSegmentSum();
  registerEinsum();
  registerAliases();
}
