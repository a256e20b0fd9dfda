import { type ActivationName, Dropout, TiedDense } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';

/** The shape of the networks. */
export interface RatingNetworkOptions {
  /** Width of a row of ratings. */
  readonly columns: number;
  /** Widths of the encoder's layers, each with the activation, from the input inwards. */
  readonly encoder: readonly number[];
  /** Width of a last layer of the encoder without an activation; left out: there is none. */
  readonly posterior?: number | undefined;
  /** Width of the code that the decoder takes. */
  readonly code: number;
  /** Widths of the decoder's hidden layers, from the code outwards. */
  readonly decoder: readonly number[];
  readonly activation: ActivationName;
  /** Share of the units of each hidden layer that is dropped in training. */
  readonly hiddenDropout: number;
  readonly seed: number;
}

/**
 * Dense networks from a row of ratings to a code and back. The kernels that face the ratings, the first and the last,
 * hold a row for each column of them, `[columns, width]`, so that those of a few ratings can be gathered.
 */
export function ratingNetworks(options: RatingNetworkOptions): {
  readonly encoder: tf.LayersModel;
  readonly decoder: tf.LayersModel;
} {
  const { columns, encoder, posterior, code, decoder, seed } = options;
  let next = 2 * (Math.imul(seed, 0x9e3779b1) >>> 0);
  const nextSeed = () => next++;
  const hidden = (name: string, widths: readonly number[], into: tf.SymbolicTensor) =>
    hiddenLayers(name, widths, into, options, nextSeed);

  const rows = tf.input({ shape: [columns], name: 'encoder-input' });
  let inner = hidden('encoder', encoder, rows);
  if (posterior !== undefined)
    inner = dense('encoder-posterior', posterior, nextSeed()).apply(inner) as tf.SymbolicTensor;

  const codes = tf.input({ shape: [code], name: 'decoder-input' });
  const last = hidden('decoder', decoder, codes);
  const output = new TiedDense({ units: columns, seed: nextSeed(), name: 'decoder-output' });
  return {
    encoder: tf.model({ inputs: rows, outputs: inner, name: 'encoder' }),
    decoder: tf.model({ inputs: codes, outputs: output.apply(last) as tf.SymbolicTensor, name: 'decoder' }),
  };
}

/** A table with a vector for each row of ratings, `[rows, width]`, as a network from its number. */
export function nodeNetwork(rows: number, width: number, seed: number): tf.LayersModel {
  const number = tf.input({ shape: [1], dtype: 'int32', name: 'nodes-input' });
  const table = tf.layers.embedding({
    inputDim: rows,
    outputDim: width,
    embeddingsInitializer: tf.initializers.randomUniform({ minval: -0.05, maxval: 0.05, seed }),
    name: 'nodes-table',
  });
  return tf.model({ inputs: number, outputs: table.apply(number) as tf.SymbolicTensor, name: 'nodes' });
}

/** A kernel `[columns, width]` for which ratings are observed, as a network without a bias. */
export function observedNetwork(columns: number, width: number, seed: number): tf.LayersModel {
  const rows = tf.input({ shape: [columns], name: 'observed-input' });
  const kernelInitializer = tf.initializers.glorotUniform({ seed: (seed ^ 0x5bd1e995) >>> 0 });
  const layer = tf.layers.dense({ units: width, useBias: false, kernelInitializer, name: 'observed-kernel' });
  return tf.model({ inputs: rows, outputs: layer.apply(rows) as tf.SymbolicTensor, name: 'observed' });
}

function hiddenLayers(
  name: string,
  widths: readonly number[],
  into: tf.SymbolicTensor,
  { activation, hiddenDropout }: RatingNetworkOptions,
  nextSeed: () => number,
): tf.SymbolicTensor {
  let x = into;
  for (const [index, width] of widths.entries()) {
    const layers = [
      dense(`${name}-${index + 1}`, width, nextSeed()),
      tf.layers.activation({ activation, name: `${name}-${index + 1}-activation` }),
      ...(hiddenDropout > 0
        ? [new Dropout({ rate: hiddenDropout, name: `${name}-${index + 1}-dropout` })]
        : []),
    ];
    for (const layer of layers) x = layer.apply(x) as tf.SymbolicTensor;
  }
  return x;
}

function dense(name: string, units: number, seed: number): tf.layers.Layer {
  return tf.layers.dense({ units, kernelInitializer: tf.initializers.glorotUniform({ seed }), name });
}
