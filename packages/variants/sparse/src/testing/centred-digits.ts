import { digits } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/** The digits less their mean, `[1797, 8, 8, 1]`; the caller disposes them. */
export async function centredDigits(): Promise<tf.Tensor> {
  for await (const { x } of digits().batches({ batchSize: 1797 })) {
    const centred = tf.tidy(() => tf.sub(x, tf.mean(x, 0)));
    x.dispose();
    return centred;
  }
  throw new Error('there are no digits');
}
