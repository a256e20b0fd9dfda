import type { Autoencoder, BatchedOptions } from '@autoencoders/core';
import { encodeBatches } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';

/** How the units of a code are used by a dataset. */
export interface UnitActivity {
  readonly examples: number;
  /** Share of the examples on which each unit is active, `[units]`. */
  readonly frequency: Float64Array;
  /** Mean activation of each unit, `[units]`. */
  readonly mean: Float64Array;
  /** Units that no example activates. */
  readonly dead: readonly number[];
  /** Their share of all units. */
  readonly deadShare: number;
  /** Units active per example, on average (L0). */
  readonly activePerExample: number;
}

/** How to go through the data, and when a unit counts as active. */
export interface UnitActivityOptions extends BatchedOptions {
  /** A unit is active where its value is above this. Default 0; give a sigmoid code 0.1, say. */
  readonly above?: number;
}

/**
 * How a dataset uses each unit of a model's code, in batches: data of any size, flat memory.
 *
 * @example
 * const { deadShare } = await unitActivity(model, test);
 *
 * @throws {ShapeError} when the data does not fit the model.
 * @throws {DataError} when there is no data.
 */
export async function unitActivity(
  model: Autoencoder,
  data: Dataset | tf.Tensor,
  { above = 0, ...options }: UnitActivityOptions = {},
): Promise<UnitActivity> {
  const units = model.latentShape.reduce((size, length) => size * length, 1);
  const active = new Float64Array(units);
  const sums = new Float64Array(units);
  let examples = 0;
  for await (const { values } of encodeBatches(model, data, options)) {
    for (let index = 0, unit = 0; index < values.length; index++) {
      const value = values[index]!;
      if (value > above) active[unit]! += 1;
      sums[unit]! += value;
      unit = unit + 1 === units ? 0 : unit + 1;
    }
    examples += values.length / units;
  }
  if (examples === 0) throw new DataError('the dataset has no examples: give at least one');
  const dead = [...active.keys()].filter((unit) => active[unit] === 0);
  return {
    examples,
    frequency: active.map((count) => count / examples),
    mean: sums.map((sum) => sum / examples),
    dead,
    deadShare: dead.length / units,
    activePerExample: active.reduce((sum, count) => sum + count, 0) / examples,
  };
}
