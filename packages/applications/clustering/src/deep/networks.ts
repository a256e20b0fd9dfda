import { type Autoencoder, variablesOf } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { codeWidth } from '../codes.js';

/**
 * The trainable variables of an autoencoder's networks of these roles.
 *
 * @throws {OptionError} naming a role that it does not have.
 */
export function trainedVariables(
  kind: string,
  { networks, kind: base }: Autoencoder,
  roles: readonly ('encoder' | 'decoder')[],
): tf.Variable[] {
  return variablesOf(
    ...roles.map((role) => {
      const network = networks[role];
      if (network) return network;
      throw new OptionError(
        `'${kind}' trains the network '${role}', which an autoencoder of kind '${base}' does not have: its networks are ${Object.keys(networks).join(', ')}`,
      );
    }),
  );
}

/** The codes of a batch, flattened to `[batch, width]`. */
export function flatCodes(autoencoder: Autoencoder, x: tf.Tensor): tf.Tensor2D {
  return tf.tidy(() => tf.reshape(autoencoder.encode(x), [x.shape[0]!, codeWidth(autoencoder)]));
}

/** A variable of zeros, in a training's hands or not. */
export function zeroVariable(shape: readonly number[], trained: boolean): tf.Variable {
  return tf.tidy(() => tf.variable(tf.zeros([...shape]), trained));
}

/** Gives a variable the values of rows. */
export function assignValues(variable: tf.Variable, values: ArrayLike<number>): void {
  tf.tidy(() => variable.assign(tf.tensor(Float32Array.from(values), variable.shape)));
}
