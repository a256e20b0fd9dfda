import {
  checkOwnNetwork,
  defineVariant,
  type LossTerms,
  type NetworkSlots,
  type Networks,
  variablesOf,
} from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import { squaredErrorPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { buildNetworks, type UndercompleteRoles } from './build-networks.js';
import { type UndercompleteSettings, undercompleteOptions } from './options.js';
import { reconstructionOf } from './reconstruction.js';

/**
 * Makes an undercomplete autoencoder: an encoder to a code narrower than the input and a decoder back, trained
 * to reconstruct, with no other regulariser. With `architecture: 'linear'` and squared error it finds the
 * subspace of the first principal components (Baldi and Hornik 1989).
 * Source: Bank, Koenigstein and Giryes 2020, section 2.
 *
 * @example
 * const model = undercompleteAutoencoder({ inputShape: [64], latentDim: 8, hidden: [32] });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const undercompleteAutoencoder = defineVariant({
  kind: 'undercomplete',
  summary: 'undercomplete autoencoder: dense, convolutional, linear or tied',
  options: undercompleteOptions,
  roles: ['encoder', 'decoder'],
  networks: undercompleteNetworks,
  model: undercompleteModel,
});

function undercompleteNetworks(
  options: UndercompleteSettings,
  own: NetworkSlots<UndercompleteRoles>,
): Networks<UndercompleteRoles> {
  const { inputShape, latentDim } = options;
  const { parameters } = reconstructionOf(options);
  const outputShape = [...inputShape.slice(0, -1), inputShape.at(-1)! * parameters];
  if (own.encoder) checkOwnNetwork('encoder', own.encoder, inputShape, [[latentDim]]);
  if (own.decoder) checkOwnNetwork('decoder', own.decoder, [latentDim], [outputShape]);
  return buildNetworks(options, parameters, own);
}

function undercompleteModel(
  { encoder, decoder }: Networks<UndercompleteRoles>,
  options: UndercompleteSettings,
) {
  const { inputShape, latentDim } = options;
  const reconstruction = reconstructionOf(options);

  /** The decoder's output, before it is taken to data space. */
  function outputOf(x: tf.Tensor, training: boolean): tf.Tensor {
    checkShape('x', x.shape, [null, ...inputShape]);
    return decoder.apply(encoder.apply(x, { training }) as tf.Tensor, { training }) as tf.Tensor;
  }

  return {
    inputShape,
    latentShape: [latentDim],
    ...(reconstruction.domain ? { domain: reconstruction.domain } : {}),
    phases: [
      {
        name: 'reconstruction',
        variables: variablesOf(encoder, decoder),
        loss: ({ x }: { readonly x: tf.Tensor }, { training }: { readonly training: boolean }): LossTerms => {
          const output = outputOf(x, training);
          const loss = tf.mean(reconstruction.lossPerExample(x, output)) as tf.Scalar;
          if (reconstruction.name === 'squaredError') return { loss, squaredError: loss };
          // A figure for the eye, of validation: in a step it would take time from training.
          if (training) return { loss };
          const error = tf.mean(squaredErrorPerExample(x, reconstruction.mean(output))) as tf.Scalar;
          return { loss, squaredError: error };
        },
      },
    ],
    encode: (x: tf.Tensor): tf.Tensor => {
      checkShape('x', x.shape, [null, ...inputShape]);
      return tf.tidy(() => encoder.apply(x) as tf.Tensor);
    },
    decode: (z: tf.Tensor): tf.Tensor => {
      checkShape('z', z.shape, [null, latentDim]);
      return tf.tidy(() => reconstruction.mean(decoder.apply(z) as tf.Tensor));
    },
    figures: ({ x }: { readonly x: tf.Tensor }) => {
      const output = outputOf(x, false);
      const squaredError = squaredErrorPerExample(x, reconstruction.mean(output));
      return reconstruction.name === 'squaredError'
        ? { squaredError }
        : { squaredError, negativeLogLikelihood: reconstruction.lossPerExample(x, output) };
    },
  };
}
