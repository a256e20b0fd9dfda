import { checkImages, type Images } from './images.js';

/** Space and line around pictures of weights, whose borders may be as light or dark as the page. */
export const weightFrame = { gap: 6, frame: 1 } as const;

/**
 * Weights as brightness from 0 to 1, each picture by its own scale: `1/2 + w / (2 max |w|)`, so that 0 is mid-grey
 * and the largest weight black or white. What is not finite stays so.
 *
 * @throws {ShapeError} if the values are not images.
 */
export function centred(weights: Images): Images {
  const { values, count } = checkImages('the weights', weights);
  const size = values.length / count;
  const scaled = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += size) {
    let largest = 0;
    // Not Math.max over them all: the arguments of one call are limited.
    for (let i = start; i < start + size; i++) largest = Math.max(largest, Math.abs(values[i]!));
    const scale = largest === 0 ? 0 : 0.5 / largest;
    for (let i = start; i < start + size; i++) scaled[i] = 0.5 + scale * values[i]!;
  }
  return { values: scaled, shape: weights.shape };
}
