import { checkChoice, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** The activations of tfjs whose every output depends on one input. */
const elementwiseNames = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'gelu',
  'gelu_new',
  'sigmoid',
  'hardSigmoid',
  'tanh',
  'softplus',
  'softsign',
  'swish',
  'mish',
] as const;

type ElementwiseName = (typeof elementwiseNames)[number];

/** Whether a dense layer with this activation has the closed forms: every one that tfjs knows but `'softmax'`. */
export function isElementwise(activation: string): boolean {
  return (elementwiseNames as readonly string[]).includes(activation);
}

/** Those whose slope follows from their output: right on engines with tfjs's own second derivatives too. */
const fromOutput: Partial<Record<ElementwiseName, (a: tf.Tensor) => tf.Tensor>> = {
  sigmoid: (a) => {
    const y = tf.sigmoid(a);
    return tf.mul(y, tf.sub(1, y));
  },
  tanh: (a) => tf.sub(1, tf.square(tf.tanh(a))),
};

const layers = new Map<ElementwiseName, tf.layers.Layer>();

/**
 * The slope `f'(a)` of an activation, elementwise, differentiable again.
 *
 * @throws {OptionError} for an unknown activation, or one that is not elementwise.
 */
export function activationSlope(activation: string, a: tf.Tensor): tf.Tensor {
  if (activation === 'softmax') {
    throw new OptionError(
      "activation is 'softmax', whose outputs depend on every input: there is no closed form, use the function of " +
        'the encoder (jacobianSquaredNorm, jacobianChange)',
    );
  }
  checkChoice('activation', activation, elementwiseNames);
  const slope = fromOutput[activation];
  if (slope) return slope(a);
  return tf.grad((at: tf.Tensor) => activationLayer(activation).apply(at) as tf.Tensor)(a);
}

function activationLayer(activation: ElementwiseName): tf.layers.Layer {
  const layer = layers.get(activation) ?? tf.layers.activation({ activation });
  layers.set(activation, layer);
  return layer;
}
