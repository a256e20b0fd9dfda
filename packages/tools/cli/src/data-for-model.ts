import {
  type ArrayDataset,
  arrayDataset,
  type Dataset,
  scaleDataset,
  scalingFromJson,
} from '@autoencoders/data';
import { type ColumnFlags, isTable, loadData } from './load-data.js';
import { type LabelledData, loadLabelled } from './load-labelled.js';
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

/** Data as a saved model takes it, with labels that may be text. */
export interface LabelledModelData {
  readonly examples: number;
  readonly labels: LabelledData['labels'];
  /** Scaled as in training, with these classes where they are given. */
  dataset(classes?: Int32Array): Dataset;
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
  return {
    ...namesAndUnits(opened),
    dataset: prepared(source.dataset, opened),
    examples: source.dataset.size,
    labels: labelsOf(source.dataset),
  };
}

/**
 * Reads data for a saved model as {@link dataForModel} does, with labels that may be text.
 *
 * @throws as {@link dataForModel}.
 */
export async function labelledDataForModel(
  flags: ColumnFlags & { readonly data: string },
  opened: OpenedModel,
  terminal: Terminal,
): Promise<LabelledModelData> {
  const { dataset, labels } = await loadLabelled(flags.data, columnsFor(flags, opened), terminal.cwd);
  prepared(dataset, opened); // What does not fit is named before any work.
  return {
    examples: dataset.size,
    labels,
    dataset: (classes) => prepared(classes ? withTargets(dataset, classes) : dataset, opened),
  };
}

/** In the model's shape and on its scale. */
function prepared(dataset: Dataset, { model, manifest: { scaling } }: OpenedModel): Dataset {
  const shaped = reshapeDataset(dataset, model.inputShape);
  return scaling === undefined ? shaped : scaleDataset(shaped, scalingFromJson(scaling));
}

/** The columns that the user names, else those of the training; a file without columns has no use for them. */
function columnsFor(flags: ColumnFlags & { readonly data: string }, { columns }: OpenedModel): ColumnFlags {
  if (!isTable(flags.data) || flags.columns !== undefined || !columns) return flags;
  return { ...flags, columns: columns.join(',') };
}

function withTargets(dataset: ArrayDataset, classes: Int32Array): ArrayDataset {
  return arrayDataset({ x: dataset.values(allRows(dataset)), shape: dataset.shape, y: classes });
}

function labelsOf(dataset: ArrayDataset): Float32Array | undefined {
  if (dataset.targetShape?.length !== 0) return undefined;
  return dataset.targets(allRows(dataset));
}

function allRows({ size }: ArrayDataset): Uint32Array {
  return Uint32Array.from({ length: size }, (_, row) => row);
}
