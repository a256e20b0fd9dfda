import { type ArrayDataset, type Dataset, scaleDataset, scalingFromJson } from '@autoencoders/data';
import { type ColumnFlags, loadData } from './load-data.js';
import { namesAndUnits, type Units } from './names-and-units.js';
import type { OpenedModel } from './open-model.js';
import { reshapeDataset } from './reshape-dataset.js';
import type { Terminal } from './terminal.js';

/** Data as a saved model takes it. */
export interface ModelData extends Units {
  /** Scaled as in training. */
  readonly dataset: Dataset;
  readonly examples: number;
  /** A label for each example, where the data has one. */
  readonly labels: Float32Array | undefined;
}

/**
 * Reads data for a saved model: the columns it was trained on, in its shape and on its scale.
 *
 * @throws {DataError} if the data cannot be read.
 * @throws {OptionError} if a column that the model needs is missing.
 * @throws {ShapeError} if examples have another number of values than the model takes.
 */
export async function dataForModel(
  flags: ColumnFlags & { readonly data: string },
  opened: OpenedModel,
  terminal: Terminal,
): Promise<ModelData> {
  const source = await loadData(flags.data, columnsFor(flags, opened), terminal.cwd);
  const shaped = reshapeDataset(source.dataset, opened.model.inputShape);
  const { scaling } = opened.manifest;
  return {
    ...namesAndUnits(opened),
    dataset: scaling === undefined ? shaped : scaleDataset(shaped, scalingFromJson(scaling)),
    examples: source.dataset.size,
    labels: labelsOf(source.dataset),
  };
}

/** The columns that the user names, else those of the training; a file without columns has no use for them. */
function columnsFor(flags: ColumnFlags & { readonly data: string }, { columns }: OpenedModel): ColumnFlags {
  const isTable = /\.(csv|tsv|parquet)(\.gz)?$/i.test(flags.data);
  if (!isTable || flags.columns !== undefined || !columns) return flags;
  return { ...flags, columns: columns.join(',') };
}

function labelsOf(dataset: ArrayDataset): Float32Array | undefined {
  if (dataset.targetShape?.length !== 0) return undefined;
  return dataset.targets(Uint32Array.from({ length: dataset.size }, (_, row) => row));
}
