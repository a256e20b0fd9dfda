import type * as tf from '@tensorflow/tfjs';

const activations: Readonly<Record<string, (value: number) => number>> = {
  linear: (value) => value,
  relu: (value) => Math.max(0, value),
  sigmoid: (value) => 1 / (1 + Math.exp(-value)),
  tanh: Math.tanh,
};

/** What a dense layer of a network makes of rows, in double precision. */
export function applyLayer(
  network: tf.LayersModel,
  name: string,
  rows: readonly (readonly number[])[],
): number[][] {
  const layer = network.getLayer(name);
  const [kernel, bias] = layer.getWeights() as [tf.Tensor2D, tf.Tensor1D];
  const activated = activations[String(layer.getConfig().activation)]!;
  const weights = kernel.arraySync();
  const start = [...bias.dataSync()];
  return rows.map((row) =>
    start.map((first, unit) =>
      activated(row.reduce((sum, value, input) => sum + value * weights[input]![unit]!, first)),
    ),
  );
}

/** A loss of pairs of values, summed over each row, averaged over rows. */
export function averageLoss(
  targets: readonly (readonly number[])[],
  found: readonly (readonly number[])[],
  lossOf: (target: number, found: number) => number,
): number {
  const values = targets.flatMap((row, i) => row.map((target, j) => lossOf(target, found[i]![j]!)));
  return values.reduce((sum, value) => sum + value, 0) / targets.length;
}
