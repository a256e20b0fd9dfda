import { randomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';

/** A network from one number to one number or more, `slope · x + offset` each. */
export function line(name: string, ...heads: readonly (readonly [slope: number, offset: number])[]) {
  const input = tf.input({ shape: [1] });
  const outputs = heads.map(([slope, offset]) => {
    const layer = tf.layers.dense({ units: 1 });
    const output = layer.apply(input) as tf.SymbolicTensor;
    tf.tidy(() => layer.setWeights([tf.tensor2d([slope], [1, 1]), tf.tensor1d([offset])]));
    return output;
  });
  return tf.model({ inputs: input, outputs, name });
}

/** A discriminator of pairs of two numbers, its logit `ofX · x + ofZ · z + offset`. */
export function plane(ofX: number, ofZ: number, offset: number): tf.LayersModel {
  const inputs = [tf.input({ shape: [1] }), tf.input({ shape: [1] })];
  const layer = tf.layers.dense({ units: 1 });
  const joined = tf.layers.concatenate().apply(inputs) as tf.SymbolicTensor;
  const logit = layer.apply(joined) as tf.SymbolicTensor;
  tf.tidy(() => layer.setWeights([tf.tensor2d([ofX, ofZ], [2, 1]), tf.tensor1d([offset])]));
  return tf.model({ inputs, outputs: logit, name: 'discriminator' });
}

/** Draws of N(1, 2²), `[count, 1]`. */
export function numbers(count: number): tf.Tensor {
  return tf.tidy(() => tf.add(tf.mul(randomSource(5).normal('numbers', [count, 1]), 2), 1));
}
