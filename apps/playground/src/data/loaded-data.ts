import type { ArrayDataset, Scaling } from '@autoencoders/data';
import type { DataSummary } from './data-summary.js';

/** Data in the worker, with values in [0, 1]. */
export interface LoadedData {
  readonly summary: DataSummary;
  readonly train: ArrayDataset;
  readonly test: ArrayDataset;
  /** How a table's columns were brought to [0, 1]. */
  readonly scaling?: Scaling;
}
