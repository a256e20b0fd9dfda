import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import type { PenaltyTerm } from '../penalties/penalty.js';
import { activations, denseLayer, type ReferenceEncoder, softmax } from './reference.js';
import { inputsOf, notedNormal } from './reference-inputs.js';

/** Layers of an encoder: units and activation of each. */
export type Layers = readonly (readonly [units: number, activation: string])[];

/** Inputs of the encoders, as the clean batch. */
export const [batch, inputs] = [3, 4] as const;
export const x = testValues(batch * inputs, -1, 1, 386);

/** One example of values of a batch, `n` counted from 0. */
export const exampleOf = (values: ArrayLike<number>, n: number) =>
  Array.from(values).slice(n * inputs, (n + 1) * inputs);

/** Kernels and biases of the layers, one after the other. */
export function weightsOf(layers: Layers): Float32Array {
  const size = layers.reduce((sum, [units], i) => sum + (widthBefore(layers, i) + 1) * units, 0);
  return testValues(size, -0.9, 0.9, 17);
}

/** The encoder in double precision. */
export function referenceEncoder(layers: Layers, weights: ArrayLike<number>): ReferenceEncoder {
  const all = Array.from(weights);
  return (at) => {
    let from = 0;
    return layers.reduce<readonly number[]>((values, [units, activation]) => {
      const kernel = all.slice(from, from + values.length * units);
      const bias = all.slice(from + kernel.length, from + kernel.length + units);
      from += kernel.length + units;
      const sums = denseLayer(values, kernel, bias);
      return activation === 'softmax' ? softmax(sums) : sums.map(activations[activation]!);
    }, Array.from(at));
  };
}

/** The encoder in tfjs, with those weights; an input shape of more than one axis is flattened. */
export function encoderOf(layers: Layers, inputShape: readonly number[] = [inputs]): tf.LayersModel {
  const input = tf.input({ shape: [...inputShape] });
  const flat = inputShape.length === 1 ? input : (tf.layers.flatten().apply(input) as tf.SymbolicTensor);
  const output = layers.reduce(
    (at, [units, activation]) =>
      tf.layers.dense({ units, activation: activation as 'relu' }).apply(at) as tf.SymbolicTensor,
    flat,
  );
  const encoder = tf.model({ inputs: input, outputs: output, name: 'encoder' });
  const all = weightsOf(layers);
  let from = 0;
  tf.tidy(() =>
    encoder.setWeights(
      encoder.getWeights().map((weight) => {
        const values = all.slice(from, from + weight.size);
        from += weight.size;
        return tf.tensor(values, weight.shape);
      }),
    ),
  );
  return encoder;
}

/** What a term does with an encoder: its value and gradient, what it had encoded, and what it drew for. */
export interface Evaluation {
  readonly value: number;
  /** Of all weights, one after the other. */
  readonly gradient: number[];
  /** The number of examples in each call of `encode`. */
  readonly encoded: number[];
  readonly draws: [purpose: string, shape: readonly number[]][];
}

/** Evaluates a term at the clean batch. */
export function evaluated(term: PenaltyTerm, encoder: tf.LayersModel): Evaluation {
  const encoded: number[] = [];
  const draws: [string, readonly number[]][] = [];
  const found = tf.tidy(() => {
    const clean = tf.tensor(x, [batch, ...(encoder.inputs[0]!.shape.slice(1) as number[])]);
    const variables = encoder.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const { value, grads } = tf.variableGrads(
      () =>
        term.evaluate(
          inputsOf({
            x: clean,
            code: encoder.apply(clean) as tf.Tensor,
            encoder,
            encode: (at) => {
              encoded.push(at.shape[0]!);
              return encoder.apply(at) as tf.Tensor;
            },
            normal: notedNormal(draws),
          }),
        ),
      variables,
    );
    const gradient = variables.flatMap((each) => [...(grads[each.name] ?? tf.zerosLike(each)).dataSync()]);
    return { value: value.dataSync()[0]!, gradient };
  });
  return { ...found, encoded, draws };
}

function widthBefore(layers: Layers, index: number): number {
  return index === 0 ? inputs : layers[index - 1]![0];
}
