import { type ArrayDataset, arrayDataset, type Dataset, scaleDataset } from '@autoencoders/data';
import { chooseScaling, fitScaling } from '../choose-scaling.js';
import { mostClasses } from '../class-names.js';
import { labelledDataForModel } from '../data-for-model.js';
import { examineData } from '../examine-data.js';
import { type Label, loadLabelled } from '../load-labelled.js';
import { namesAndUnits, type Units } from '../names-and-units.js';
import type { OpenedModel } from '../open-model.js';
import { note, type Terminal } from '../terminal.js';
import type { ReduceFlags } from './reduce-flags.js';

/** Data that is to be reduced. */
export interface DataToReduce extends Units {
  /** Scaled, without labels. */
  readonly dataset: Dataset;
  readonly examples: number;
  readonly labels: readonly Label[] | undefined;
}

/**
 * Reads data as a model takes it, or scales it by itself where there is none.
 *
 * @throws {DataError} if it cannot be read or used.
 * @throws {OptionError} if a column is not there.
 */
export async function dataToReduce(
  flags: ReduceFlags & { readonly data: string },
  opened: OpenedModel | undefined,
  terminal: Terminal,
): Promise<DataToReduce> {
  if (opened) {
    const { dataset, examples, labels } = await labelledDataForModel(flags, opened, terminal);
    return { dataset: withoutTargets(dataset()), examples, labels, ...namesAndUnits(opened) };
  }
  const { dataset, columns, labels } = await loadLabelled(flags.data, flags, terminal.cwd);
  const plain = inputsOf(dataset);
  const summary = examineData(plain);
  const chosen = chooseScaling(flags.scale ?? 'auto', summary, undefined);
  if (chosen.why) note(terminal, chosen.why);
  const scaling = await fitScaling(chosen, plain, summary);
  const width = plain.shape.reduce((product, size) => product * size, 1);
  return {
    dataset: scaling ? scaleDataset(plain, scaling) : plain,
    examples: plain.size,
    labels,
    names: columns ?? Array.from({ length: width }, (_, index) => `value_${index}`),
    unscale: (values) =>
      scaling
        ? values.map((value, at) => value * scaling.scale[at % width]! + scaling.shift[at % width]!)
        : values,
  };
}

/**
 * Classes among labels, where these are classes: one for each example, and not as many as measurements have.
 *
 * @returns the class of each example as a number, or nothing.
 */
export function classesAmong(labels: readonly Label[] | undefined): Int32Array | undefined {
  if (!labels || labels.some((label) => label === undefined)) return undefined;
  const names = [...new Set(labels)];
  if (names.length > mostClasses) return undefined;
  return Int32Array.from(labels, (label) => names.indexOf(label));
}

function inputsOf(dataset: ArrayDataset): ArrayDataset {
  const rows = Uint32Array.from({ length: dataset.size }, (_, row) => row);
  return arrayDataset({ x: dataset.values(rows), shape: dataset.shape });
}

/** Labels that are no classes must not be taken for such. */
function withoutTargets(dataset: Dataset): Dataset {
  return {
    shape: dataset.shape,
    size: dataset.size,
    async *batches(options) {
      for await (const { x, y } of dataset.batches(options)) {
        y?.dispose();
        yield { x };
      }
    },
  };
}
