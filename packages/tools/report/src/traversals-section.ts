import type { Autoencoder } from '@autoencoders/core';
import { traverseCodes } from '@autoencoders/generation';
import { isImageShape } from './images.js';
import { picturesSection } from './pictures-section.js';
import type { ReportSection } from './report.js';
import type { Values } from './values.js';

/** Dimensions shown, those that vary most. */
const most = 8;
const steps = 9;
/** How many standard deviations to each side. */
const reach = 3;

/**
 * What the dimensions of a flat code stand for: the mean of the codes with one dimension at a time moved through its
 * range, decoded; of models over images.
 *
 * @param codes `[count, ...]`
 */
export async function traversalsSection(
  model: Autoencoder,
  codes: Values,
): Promise<ReportSection | undefined> {
  const { inputShape, latentShape } = model;
  if (!isImageShape(inputShape) || latentShape.length !== 1) return undefined;
  const { mean, deviation } = momentsOf(codes);
  const varied = [...deviation.keys()].sort((a, b) => deviation[b]! - deviation[a]!).slice(0, most);
  const code = { values: Float32Array.from(mean), shape: [1, mean.length] };
  const rows: Record<string, Values> = {};
  for (const dimension of varied) {
    const [middle, spread] = [mean[dimension]!, reach * deviation[dimension]!];
    const range = { from: middle - spread, to: middle + spread };
    rows[`code ${dimension}`] = await traverseCodes(model, code, { dimension, steps, ...range });
  }
  const which =
    mean.length > most ? `The ${most} of ${mean.length} dimensions that vary most` : 'Each dimension';
  return picturesSection(rows, {
    title: 'Traversals',
    caption: `${which}, from ${reach} standard deviations below the mean of the codes to ${reach} above; the others stay at their means.`,
  });
}

function momentsOf({ values, shape }: Values) {
  const count = shape[0]!;
  const width = values.length / count;
  const mean = new Float64Array(width);
  const square = new Float64Array(width);
  for (let at = 0; at < values.length; at++) mean[at % width]! += values[at]! / count;
  for (let at = 0; at < values.length; at++)
    square[at % width]! += (values[at]! - mean[at % width]!) ** 2 / count;
  return { mean, deviation: square.map(Math.sqrt) };
}
