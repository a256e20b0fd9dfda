import { randomSource, withRandomSource } from '@autoencoders/backend';
import { type Autoencoder, variablesOf } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/**
 * The variables that an autoencoder's codes depend on, found by their gradient: those of its encoder, less what codes
 * do not need (the log-variance of a Gaussian one), with what lies elsewhere (a bias that inputs are centred by).
 *
 * @throws {OptionError} when no gradient passes from the codes to any.
 */
export function codeVariables({ kind, networks, inputShape, encode }: Autoencoder): tf.Variable[] {
  const all = variablesOf(...Object.values(networks));
  const reached = tf.tidy(() => {
    const sum = () => tf.sum(encode(tf.zeros([1, ...inputShape]))) as tf.Scalar;
    return withRandomSource(randomSource(0), () => namesReached(sum, all));
  });
  if (reached.length === 0) {
    throw new OptionError(
      `no gradient passes from the codes of '${kind}' to its weights: choose mode 'frozen'`,
    );
  }
  return all.filter(({ name }) => reached.includes(name));
}

function namesReached(f: () => tf.Scalar, variables: tf.Variable[]): string[] {
  try {
    return Object.keys(tf.variableGrads(f, variables).grads);
  } catch (error) {
    if (error instanceof Error && error.message.includes('Cannot find a connection')) return [];
    throw error;
  }
}
