export { currentRandomSource, withRandomSource } from './ambient-random.js';
export {
  type BackendDescription,
  describeBackend,
  type EngineName,
  engineNames,
} from './describe-backend.js';
export { registerGradients } from './gradients/register.js';
export { ownKernels } from './operations/kernel-names.js';
export { randomPermutation, randomSource } from './random.js';
export type { RandomSource } from './random-source.js';
export { gatherRows, type RowTable, rowsTensor } from './rows-tensor.js';
export { unshared, updateInPlace } from './updates/update-in-place.js';
export type { UpdateEntry, UpdateRule } from './updates/update-rule.js';
export { type BackendOptions, useBackend } from './use-backend.js';
export { registerWasmKernels } from './wasm-kernels/register.js';
export type { WasmPaths } from './wasm-paths.js';
