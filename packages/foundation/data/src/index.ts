export {
  type ArrayDataset,
  type ArrayDatasetOptions,
  arrayDataset,
} from './array-dataset.js';
export { augmentImages, type ImageAugmentation } from './augment-images.js';
export { type BinarizeOptions, binarize } from './binarize.js';
export { type Batch, type BatchOptions, type Dataset, disposeBatch } from './dataset.js';
export { type DigitsOptions, digits } from './digits.js';
export type { Column } from './formats/column.js';
export { formatCsv, parseCsv, parseCsvText } from './formats/csv.js';
export { type IdxArray, parseIdx } from './formats/idx.js';
export { type NpyArray, parseNpy, parseNpz } from './formats/npy.js';
export { formatParquet, parseParquet, parseParquetText } from './formats/parquet.js';
export { datasetFromTable, type Table, type TableOptions, type TextTable } from './formats/table.js';
export {
  type GaussianGridOptions,
  type GaussianMixtureOptions,
  type GaussianMixturePoints,
  type GaussianRingOptions,
  gaussianGrid,
  gaussianRing,
} from './gaussian-mixtures.js';
export { type SemiSupervisedOptions, semiSupervised } from './mixed-dataset.js';
export type { NumericArray } from './numeric-array.js';
export { concatenateRows, largestOfEachRow, type Rows, rowsOfTensor, takeRows } from './rows.js';
export {
  applyScaling,
  minMaxScaling,
  type Scaling,
  scaleDataset,
  scalingFromJson,
  standardScaling,
  undoScaling,
} from './scaling.js';
export { split } from './split.js';
export {
  type SpriteFactor,
  type SpriteRows,
  type Sprites,
  type SpritesOptions,
  spriteFactors,
  sprites,
} from './sprites/sprites.js';
export { type StackedImagesOptions, stackedImages } from './stacked-images.js';
export { type StreamExample, type StreamOptions, streamDataset } from './stream-dataset.js';
export { type SwissRoll, type SwissRollOptions, swissRoll } from './swiss-roll.js';
export { tensorDataset } from './tensor-dataset.js';
