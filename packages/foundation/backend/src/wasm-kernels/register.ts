import { registerAliases } from './alias.js';
import { registerConvolution3dFilterGradient } from './convolution-3d-filter.js';
import { registerConvolution3dInputGradient } from './convolution-3d-input.js';
import { registerConvolutionFilterGradient } from './convolution-filter.js';
import { registerDepthwiseGradients } from './depthwise.js';
import { registerEinsum } from './einsum.js';
import { registerFastConvolutions } from './fast-convolution.js';
import { registerFastInputGradient } from './fast-convolution-input.js';
import { registerFastDepthwise } from './fast-depthwise.js';
import { registerFastElementwise } from './fast-elementwise.js';
import { registerFastPairwise } from './fast-pairwise.js';
import { registerFastProducts } from './fast-product.js';
import { registerFastRows } from './fast-rows.js';
import { registerFastSums } from './fast-sum.js';
import { registerFastTile } from './fast-tile.js';
import { fuseLayers } from './fused-layers.js';
import { registerMatrixProducts } from './matrix-product.js';
import { registerOwnKernels } from './own-kernels.js';
import { registerReductionGradients } from './reduction-gradients.js';
import { registerSegmentSum } from './segment-sum.js';

let registered = false;

/**
 * Puts on the WASM engine what training needs and it lacks or does slowly: first compositions of its own kernels,
 * then over them the package's own, which are used where their module is at work. May be called again.
 */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  registerMatrixProducts();
  registerConvolutionFilterGradient();
  registerConvolution3dFilterGradient();
  registerConvolution3dInputGradient();
  registerDepthwiseGradients();
  registerSegmentSum();
  registerEinsum();
  registerAliases();
  registerFastProducts();
  registerFastConvolutions();
  registerFastInputGradient();
  registerFastDepthwise();
  registerFastElementwise();
  registerFastPairwise();
  registerFastSums();
  registerFastRows();
  registerFastTile();
  registerOwnKernels();
  registerReductionGradients();
  fuseLayers();
}
