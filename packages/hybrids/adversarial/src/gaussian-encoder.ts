import { OptionError } from '@autoencoders/errors';
import { convEncoder, denseEncoder, registerLayers, Sampling } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import type { AdversarialAutoencoderSettings } from './adversarial-options.js';

/**
 * An encoder that gives in training a draw of a diagonal Gaussian for each input, and its mean otherwise.
 * Source: Makhzani et al. 2015, section 2 (Gaussian posterior).
 *
 * @throws {OptionError} for tied kernels, which have one output.
 */
export function gaussianEncoder(options: AdversarialAutoencoderSettings): tf.LayersModel {
  const { architecture, inputShape, latentDim, hidden, filters, activation, codeActivation, seed } = options;
  if (architecture === 'tied') {
    throw new OptionError(
      `encoding is 'gaussian', which has a mean and a variance, and architecture 'tied' has one output: choose another`,
    );
  }
  registerLayers();
  const heads = ['mean', 'logVariance'];
  const shared = { inputShape, latentDim, activation, outputActivation: codeActivation, heads, seed };
  const body =
    architecture === 'convolutional'
      ? convEncoder({ ...shared, filters })
      : denseEncoder({ ...shared, hidden: architecture === 'linear' ? [] : hidden });
  const code = new Sampling({ name: 'encoder-code' }).apply(body.outputs) as tf.SymbolicTensor;
  return tf.model({ inputs: body.inputs, outputs: code, name: 'encoder' });
}
