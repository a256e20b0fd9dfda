import * as tf from '@tensorflow/tfjs';

/** A linear layer by its numbers: for inputs side by side `x`, `x kernel + bias`. */
export interface Linear {
  /** Widths of the inputs. */
  readonly inputs: readonly number[];
  /** `[inputs][units]` */
  readonly kernel: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

/** The layer as a network of the caller's; `heads` split its outputs into several, by their widths. */
export function networkOf(
  name: string,
  { inputs, kernel, bias }: Linear,
  heads = [bias.length],
): tf.LayersModel {
  const given = inputs.map((width, index) => tf.input({ shape: [width], name: `${name}-input-${index}` }));
  const joined =
    given.length === 1
      ? given[0]!
      : (tf.layers.concatenate({ name: `${name}-joined` }).apply(given) as tf.SymbolicTensor);
  let from = 0;
  const outputs = heads.map((units, index) => {
    const layer = tf.layers.dense({ units, name: `${name}-output-${index}` });
    const output = layer.apply(joined) as tf.SymbolicTensor;
    const [start, end] = [from, from + units];
    from = end;
    tf.tidy(() =>
      layer.setWeights([
        tf.tensor2d(kernel.map((row) => row.slice(start, end))),
        tf.tensor1d(bias.slice(start, end)),
      ]),
    );
    return output;
  });
  return tf.model({ inputs: given, outputs, name });
}

/** What the layer gives for a row, in double precision. */
export function outputOf({ kernel, bias }: Linear, row: readonly number[]): number[] {
  return bias.map((start, unit) => row.reduce((sum, value, at) => sum + value * kernel[at]![unit]!, start));
}

export const softplus = (value: number) => Math.log1p(Math.exp(value));

export function softmax(values: readonly number[]): number[] {
  const powers = values.map(Math.exp);
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((value) => value / total);
}

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The squared distance of two rows. */
export const squaredDistance = (one: readonly number[], other: readonly number[]) =>
  one.reduce((sum, value, at) => sum + (value - other[at]!) ** 2, 0);
