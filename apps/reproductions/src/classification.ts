import { type Autoencoder, type LossTerms, type StepContext, variablesOf } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import { DataError, OptionError } from '@autoencoders/errors';
import { categoricalNegativeLogLikelihoodPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/** How a classifier is put on an encoder. */
export interface ClassifierOptions {
  readonly classes: number;
  /** `'probe'`: the encoder stays as it is; `'fine-tune'`: both are trained. */
  readonly mode: 'probe' | 'fine-tune';
  /** Shares of inputs and of units of the code that are dropped in training. Default none. */
  readonly dropout?: { readonly inputs: number; readonly code: number };
  /** Seed of the initial weights. */
  readonly seed: number;
}

/**
 * A softmax layer on an encoder's code, trained by cross-entropy, for `fit` and `evaluate`: their figure `error` is
 * the share of wrong classes. It frees its own layer only.
 */
export function classifierOn(
  { networks, inputShape, latentShape, domain }: Autoencoder,
  { classes, mode, dropout = { inputs: 0, code: 0 }, seed }: ClassifierOptions,
): Autoencoder {
  const encoder = networks.encoder!;
  const head = softmaxLayer(latentShape, classes, seed);
  function logitsOf(x: tf.Tensor, { training, random }: StepContext): tf.Tensor {
    const dropped = (name: 'inputs' | 'code', values: tf.Tensor) => {
      const rate = dropout[name];
      if (!training || rate === 0) return values;
      const kept = tf.greaterEqual(random.uniform(`dropout/${name}`, values.shape), rate);
      return tf.mul(values, tf.div(tf.cast(kept, 'float32'), 1 - rate));
    };
    const code = encoder.apply(dropped('inputs', x), { training: training && mode === 'fine-tune' });
    return head.apply(dropped('code', code as tf.Tensor)) as tf.Tensor;
  }
  const noDecoder = () => {
    throw new OptionError('a classifier has no decoder: encode only');
  };

  /** Cross-entropy and wrongness of each example. */
  function judged({ x, y }: Batch, step: StepContext) {
    if (!y) throw new DataError('the batch has no labels: give a dataset with y');
    const logits = logitsOf(x, step);
    const truth = tf.cast(tf.oneHot(tf.cast(y, 'int32') as tf.Tensor1D, classes), 'float32');
    return {
      crossEntropy: categoricalNegativeLogLikelihoodPerExample(truth, logits),
      wrong: () => tf.cast(tf.notEqual(tf.argMax(logits, 1), tf.cast(y, 'int32')), 'float32') as tf.Tensor1D,
    };
  }

  return {
    kind: 'classifier',
    options: { classes, mode, dropout: { ...dropout }, seed },
    inputShape,
    latentShape,
    ...(domain ? { domain } : {}),
    networks: { encoder, head },
    phases: [
      {
        name: 'classification',
        variables: mode === 'probe' ? variablesOf(head) : variablesOf(encoder, head),
        loss: (batch, step): LossTerms => {
          const { crossEntropy, wrong } = judged(batch, step);
          const loss = tf.mean(crossEntropy) as tf.Scalar;
          return step.training ? { loss } : { loss, error: tf.mean(wrong()) as tf.Scalar };
        },
      },
    ],
    encode: (x) => tf.tidy(() => encoder.apply(x) as tf.Tensor),
    decode: noDecoder,
    reconstruct: noDecoder,
    figures: (batch, step) => {
      const { crossEntropy, wrong } = judged(batch, step);
      return { error: wrong(), crossEntropy };
    },
    dispose: () => head.dispose(),
  };
}

function softmaxLayer(latentShape: readonly number[], classes: number, seed: number): tf.LayersModel {
  const input = tf.input({ shape: [...latentShape], name: 'head-input' });
  const kernelInitializer = tf.initializers.glorotUniform({ seed: seed + 1 });
  const layer = tf.layers.dense({ units: classes, kernelInitializer, name: 'head' });
  return tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor, name: 'head' });
}
