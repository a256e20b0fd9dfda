import type * as tf from '@tensorflow/tfjs';

/** Activations in double precision. */
const activations: Readonly<Record<string, (a: number) => number>> = {
  linear: (a) => a,
  sigmoid: (a) => 1 / (1 + Math.exp(-a)),
  tanh: Math.tanh,
};

/** The outputs of the dense layers of a network for rows of inputs, by the layers' names. */
export function denseOutputs(network: tf.LayersModel, rows: readonly number[][]): Record<string, number[][]> {
  let values = rows.map((row) => [...row]);
  const outputs: Record<string, number[][]> = {};
  for (const layer of network.layers.filter((each) => each.getClassName() === 'Dense')) {
    const [kernel, bias] = layer.getWeights().map((weight) => weight.dataSync());
    const activate = activations[String(layer.getConfig().activation)]!;
    const units = bias!.length;
    values = values.map((row) =>
      Array.from(bias!, (start, j) =>
        activate(row.reduce((sum, value, i) => sum + value * kernel![i * units + j]!, start)),
      ),
    );
    outputs[layer.name] = values;
  }
  return outputs;
}

/** Summed over each row, averaged over the rows. */
export function average(
  rows: readonly number[][],
  of: (value: number, n: number, j: number) => number,
): number {
  return sum(rows.map((row, n) => sum(row.map((value, j) => of(value, n, j))))) / rows.length;
}

/** The mean of each column. */
export function columnMeans(rows: readonly number[][]): number[] {
  return rows[0]!.map((_, j) => sum(rows.map((row) => row[j]!)) / rows.length);
}

/** The sum of numbers. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
