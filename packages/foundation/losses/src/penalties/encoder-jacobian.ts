import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import {
  denseJacobianChangePerExample,
  denseJacobianSquaredNormPerExample,
  isElementwise,
  jacobianChangePerExample,
  jacobianSquaredNormPerExample,
  projectedJacobianChangePerExample,
  projectedJacobianSquaredNormPerExample,
} from '../contraction/index.js';
import type { ContractivePenaltySettings } from './contractive-penalty.js';
import type { PenaltyInputs } from './penalty.js';

/** Codes up to this width are worth an exact Jacobian where nobody says otherwise. */
const narrow = 32;

/** One way to the norm of an encoder's Jacobian, and to how it changes; `[batch]`. */
export interface EncoderJacobian {
  squaredNorm(x: tf.Tensor): tf.Tensor1D;
  squaredChange(x: tf.Tensor, noisy: tf.Tensor): tf.Tensor1D;
}

/**
 * The way that the settings ask for, or the cheapest that serves.
 *
 * @throws {OptionError} when a closed form is asked for that there is not.
 */
export function jacobianOf(
  { method, projections }: ContractivePenaltySettings,
  inputs: PenaltyInputs,
  purpose: string,
): EncoderJacobian {
  const { encode, code } = inputs;
  const units = code.shape.slice(1);
  const layer = method === 'auto' || method === 'closedForm' ? onlyDense(inputs.encoder) : undefined;
  if (layer) return closedForm(layer);
  if (method === 'closedForm') {
    throw new OptionError(
      `method is 'closedForm', which serves an encoder of one dense layer with an elementwise activation: the encoder '${inputs.encoder.name}' has ${inputs.encoder.layers.map((each) => each.getClassName()).join(', ')}; choose 'exact' or 'projections'`,
    );
  }
  if (method === 'exact' || (method === 'auto' && tf.util.sizeFromShape(units) <= narrow)) {
    return {
      squaredNorm: (x) => jacobianSquaredNormPerExample(encode, x, units),
      squaredChange: (x, noisy) => jacobianChangePerExample(encode, x, noisy, units),
    };
  }
  // Signs have the least variance among directions of identity covariance.
  const directions = (x: tf.Tensor) =>
    tf.sign(inputs.normal(`${purpose}-directions`, [projections, x.shape[0]!, ...units]));
  return {
    squaredNorm: (x) => projectedJacobianSquaredNormPerExample(encode, x, directions(x)),
    squaredChange: (x, noisy) => projectedJacobianChangePerExample(encode, x, noisy, directions(x)),
  };
}

interface DenseLayer {
  readonly kernel: tf.Tensor2D;
  readonly bias: tf.Tensor1D | null;
  readonly activation: string;
}

function closedForm({ kernel, bias, activation }: DenseLayer): EncoderJacobian {
  const flat = (x: tf.Tensor) => tf.reshape(x, [x.shape[0]!, -1]) as tf.Tensor2D;
  return {
    squaredNorm: (x) => denseJacobianSquaredNormPerExample(flat(x), kernel, bias, activation),
    squaredChange: (x, noisy) =>
      denseJacobianChangePerExample(flat(x), flat(noisy), kernel, bias, activation),
  };
}

/** The only layer of an encoder that does anything but reshape, where that is a dense one that has a closed form. */
function onlyDense(encoder: tf.LayersModel): DenseLayer | undefined {
  const acting = encoder.layers.filter(
    (layer) => !['InputLayer', 'Flatten', 'Reshape'].includes(layer.getClassName()),
  );
  const [layer] = acting;
  if (acting.length !== 1 || layer?.getClassName() !== 'Dense') return undefined;
  const activation = activationOf(layer);
  if (!isElementwise(activation)) return undefined;
  const [kernel, bias] = layer.weights.map((weight) => weight.read());
  if (kernel!.shape[0] !== tf.util.sizeFromShape(encoder.inputs[0]!.shape.slice(1) as number[])) {
    return undefined;
  }
  return {
    kernel: kernel as tf.Tensor2D,
    bias: (bias ?? null) as tf.Tensor1D | null,
    activation,
  };
}

function activationOf(layer: tf.layers.Layer): string {
  return String(layer.getConfig().activation ?? 'linear');
}
