import type { Rows } from '@autoencoders/core';
import { checkInteger, OptionError } from '@autoencoders/errors';

/** The most probable classes of examples, best first. */
export interface TopClasses {
  /** `[examples · k]`, `k` for each example. */
  readonly classes: Int32Array;
  /** Their probabilities, `[examples, k]`. */
  readonly probabilities: Rows;
}

/** `softmax(l / T)` of each row, `[examples, classes]`, computed in double precision. */
export function probabilitiesOf({ values, shape }: Rows, temperature = 1): Rows {
  const width = shape[1]!;
  const probabilities = new Float32Array(values.length);
  for (let from = 0; from < values.length; from += width) {
    const logits = values.subarray(from, from + width);
    const largest = Math.max(...logits);
    let sum = 0;
    for (const logit of logits) sum += Math.exp((logit - largest) / temperature);
    for (let k = 0; k < width; k++) {
      probabilities[from + k] = Math.exp((logits[k]! - largest) / temperature) / sum;
    }
  }
  return { values: probabilities, shape };
}

/**
 * The `k` most probable classes of each row; of equal ones the lower number first.
 *
 * @throws {OptionError} for a `k` below 1 or above the number of classes.
 */
export function topClasses({ values, shape }: Rows, k: number): TopClasses {
  const [examples, width] = shape as [number, number];
  checkInteger('k', k);
  if (k > width) throw new OptionError(`k is ${k}: there are ${width} classes`);
  const classes = new Int32Array(examples * k);
  const best = new Float32Array(examples * k);
  for (let row = 0; row < examples; row++) {
    const probabilities = values.subarray(row * width, (row + 1) * width);
    const order = Array.from(probabilities.keys()).sort((a, b) => probabilities[b]! - probabilities[a]!);
    for (let place = 0; place < k; place++) {
      classes[row * k + place] = order[place]!;
      best[row * k + place] = probabilities[order[place]!]!;
    }
  }
  return { classes, probabilities: { values: best, shape: [examples, k] } };
}
