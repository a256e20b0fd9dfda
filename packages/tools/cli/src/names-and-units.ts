import { scalingFromJson } from '@autoencoders/data';
import type { OpenedModel } from './open-model.js';

/** How a model's outputs are written to a table. */
export interface Units {
  /** A name for each value of an example. */
  readonly names: readonly string[];
  /** Values on the scale of the data again. */
  unscale(values: Float32Array): Float32Array;
}

/** The column names and units of the data that a model was trained on. */
export function namesAndUnits({ model, manifest, columns }: OpenedModel): Units {
  const width = model.inputShape.reduce((product, size) => product * size, 1);
  const names = columns ?? Array.from({ length: width }, (_, index) => `value_${index}`);
  if (manifest.scaling === undefined) return { names, unscale: (values) => values };
  const { shift, scale } = scalingFromJson(manifest.scaling);
  return {
    names,
    unscale: (values) => values.map((value, index) => value * scale[index % width]! + shift[index % width]!),
  };
}
