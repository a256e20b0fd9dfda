import type { Rows } from '@autoencoders/core';
import { DataError } from '@autoencoders/errors';

/** How far temperatures may go; what lies beyond has no best value. */
const limits = { lowest: 0.01, highest: 100 };

/** The fit of a temperature. */
export interface Calibration {
  /** T of `softmax(l / T)`: above 1 for a classifier that was too sure of itself. */
  readonly temperature: number;
  /** Mean cross-entropy with T = 1 and with the fitted T, in nats. */
  readonly before: number;
  readonly after: number;
}

/**
 * The temperature T under which `softmax(l / T)` gives labels the largest likelihood. The mean cross-entropy
 *
 * `E[logsumexp(β l) - β l_y]`, with `β = 1 / T`,
 *
 * is convex in β: Newton's method within a bracket finds its minimum. Source: Guo et al. 2017, "On calibration of
 * modern neural networks", section 4.2 (temperature scaling).
 *
 * @param logits `[examples, classes]`
 * @param labels `[examples]`
 * @throws {DataError} when there is no best temperature: every example is classified right, or no better than by
 * chance.
 */
export function fitTemperature(logits: Rows, labels: ArrayLike<number>): Calibration {
  const at = (beta: number) => crossEntropyAt(logits, labels, beta);
  const before = at(1);
  let [low, high] = [1 / limits.highest, 1 / limits.lowest];
  const { values, shape } = logits;
  if (values.every((value, place) => value === values[place - (place % shape[1]!)])) {
    // All logits of each example are equal: every temperature gives the same.
    return { temperature: 1, before: before.value, after: before.value };
  }
  if (at(high).slope <= 0) {
    throw refused('it is right on every example', 'give more of them, or others than it was trained on');
  }
  if (at(low).slope >= 0) throw refused('it is no better than chance', 'train it further');
  let beta = 1;
  for (let iteration = 0; iteration < 200; iteration++) {
    const { slope, curvature } = at(beta);
    if (slope > 0) high = beta;
    else low = beta;
    const newton = beta - slope / curvature;
    const next = newton > low && newton < high ? newton : Math.sqrt(low * high);
    const moved = Math.abs(next - beta);
    beta = next;
    if (moved <= 1e-12 * beta) break;
  }
  return { temperature: 1 / beta, before: before.value, after: at(beta).value };
}

function refused(reason: string, remedy: string): DataError {
  return new DataError(
    `the classifier has no best temperature from ${limits.lowest} to ${limits.highest} on these examples, for ${reason}: ${remedy}`,
  );
}

/** The mean cross-entropy and its first and second derivative by β. */
function crossEntropyAt({ values, shape }: Rows, labels: ArrayLike<number>, beta: number) {
  const [examples, width] = shape as [number, number];
  const sums = { value: 0, slope: 0, curvature: 0 };
  for (let row = 0; row < examples; row++) {
    const logits = values.subarray(row * width, (row + 1) * width);
    const largest = Math.max(...logits);
    let [total, first, second] = [0, 0, 0];
    for (const logit of logits) {
      const above = logit - largest;
      const weight = Math.exp(beta * above);
      total += weight;
      first += weight * above;
      second += weight * above * above;
    }
    const mean = first / total;
    const label = logits[labels[row]!]! - largest;
    sums.value += Math.log(total) - beta * label;
    sums.slope += mean - label;
    sums.curvature += second / total - mean * mean;
  }
  return {
    value: sums.value / examples,
    slope: sums.slope / examples,
    curvature: sums.curvature / examples,
  };
}
