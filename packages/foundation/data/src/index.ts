export { type Batch, type BatchOptions, type Dataset, disposeBatch } from './dataset.js';
