import * as tf from '@tensorflow/tfjs';
import type { TwoStageSettings } from '../options.js';

/** The networks of the second stage, by the roles that they are saved under. */
export interface SecondNetworks {
  /** `[batch, width]` to mean and log-variance, `[batch, latentDim]` each. */
  readonly secondEncoder: tf.LayersModel;
  /** `[batch, latentDim]` to `[batch, width]`. */
  readonly secondDecoder: tf.LayersModel;
}

/**
 * Dense networks whose input is joined to their last hidden layer, so that what is linear need not be learned through
 * it. Source: the published code of Dai and Wipf 2019.
 */
export function secondNetworks(width: number, settings: TwoStageSettings): SecondNetworks {
  const { hidden, latentDim } = settings;
  const heads = { mean: latentDim, logVariance: latentDim };
  return {
    secondEncoder: network('second-encoder', width, hidden, heads, settings),
    secondDecoder: network('second-decoder', latentDim, [...hidden].reverse(), { output: width }, settings),
  };
}

function network(
  name: string,
  inputs: number,
  hidden: readonly number[],
  heads: Readonly<Record<string, number>>,
  { activation, seed }: TwoStageSettings,
): tf.LayersModel {
  // Every layer starts from draws of its own.
  let drawn = seed * 64 + (name === 'second-encoder' ? 1 : 33);
  const kernelInitializer = () => tf.initializers.glorotNormal({ seed: drawn++ });
  const input = tf.input({ shape: [inputs], name: `${name}-input` });
  const last = hidden.reduce((x, units, index) => {
    const layer = tf.layers.dense({
      units,
      activation,
      kernelInitializer: kernelInitializer(),
      name: `${name}-hidden-${index + 1}`,
    });
    return layer.apply(x) as tf.SymbolicTensor;
  }, input);
  const joined =
    hidden.length === 0
      ? input
      : (tf.layers.concatenate({ name: `${name}-joined` }).apply([input, last]) as tf.SymbolicTensor);
  const outputs = Object.entries(heads).map(
    ([head, units]) =>
      tf.layers
        .dense({ units, kernelInitializer: kernelInitializer(), name: `${name}-${head}` })
        .apply(joined) as tf.SymbolicTensor,
  );
  return tf.model({ inputs: input, outputs, name });
}
