import { registerAliases } from './alias.js';
import { registerConvolution3dFilterGradient } from './convolution-3d-filter.js';
import { registerConvolution3dInputGradient } from './convolution-3d-input.js';
import { registerConvolutionFilterGradient } from './convolution-filter.js';
import { registerDepthwiseGradients } from './depthwise.js';
import { registerEinsum } from './einsum.js';
import { registerMatrixProducts } from './matrix-product.js';
import { registerSegmentSum } from './segment-sum.js';

/** Puts on the WASM engine what training needs and it lacks or does slowly. May be called again. */
export function registerWasmKernels(): void {
  registerMatrixProducts();
  registerConvolutionFilterGradient();
  registerConvolution3dFilterGradient();
  registerConvolution3dInputGradient();
  registerDepthwiseGradients();
  registerSegmentSum();
  registerEinsum();
  registerAliases();
}
