export {
  type ArrayDataset,
  type ArrayDatasetOptions,
  arrayDataset,
  type NumericArray,
} from './array-dataset.js';
export { type Batch, type BatchOptions, type Dataset, disposeBatch } from './dataset.js';
export { tensorDataset } from './tensor-dataset.js';
