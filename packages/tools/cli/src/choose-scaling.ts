import type { Domain } from '@autoencoders/core';
import { type Dataset, minMaxScaling, type Scaling, standardScaling } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import type { DataSummary } from './examine-data.js';
import type { TrainSettings } from './train-settings.js';

/** How inputs are scaled: what was asked for, or what the data asks for. */
export interface ChosenScaling {
  readonly name: 'none' | 'standard' | 'min-max';
  /** Why `auto` chose to scale, in words. */
  readonly why?: string;
}

/**
 * `auto` leaves data alone that lies within the model's domain; otherwise it takes min-max scaling where the
 * domain is bounded. Without a bounded domain it standardises what reaches beyond [-1, 1].
 *
 * @throws {DataError} if the data lies outside of the domain and is not to be scaled.
 */
export function chooseScaling(
  asked: TrainSettings['scale'],
  { minimum, maximum }: DataSummary,
  domain: Domain | undefined,
): ChosenScaling {
  const range = `values reach from ${short(minimum)} to ${short(maximum)}`;
  const inside = !domain || (minimum >= domain.minimum && maximum <= domain.maximum);
  if (asked === 'none' && !inside) {
    throw new DataError(`values in [${short(minimum)}, ${short(maximum)}] with ${domain.reason}`);
  }
  if (asked !== 'auto') return { name: asked };
  if (isBounded(domain))
    return inside ? { name: 'none' } : { name: 'min-max', why: `${range}, scaled to [0, 1]` };
  const small = minimum >= -1 && maximum <= 1;
  return small ? { name: 'none' } : { name: 'standard', why: `${range}, scaled to mean 0 and deviation 1` };
}

/** Fits a scaling to the training data. Images share one range, so that their pixels keep their contrast. */
export async function fitScaling(
  { name }: ChosenScaling,
  training: Dataset,
  { minimum, maximum }: DataSummary,
): Promise<Scaling | undefined> {
  if (name === 'none') return undefined;
  if (name === 'standard') return standardScaling(training);
  if (training.shape.length === 1) return minMaxScaling(training);
  const size = training.shape.reduce((product, length) => product * length, 1);
  return {
    kind: 'min-max',
    shift: new Array<number>(size).fill(minimum),
    scale: new Array<number>(size).fill(maximum - minimum || 1),
  };
}

function isBounded(domain: Domain | undefined): domain is Domain {
  return domain !== undefined && (Number.isFinite(domain.minimum) || Number.isFinite(domain.maximum));
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
