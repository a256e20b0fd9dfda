import * as tf from '@tensorflow/tfjs';

/** The convolutions, from the input inwards. */
export const convolutionNames = ['convolution1', 'convolution2', 'convolution3'] as const;

/**
 * A small convolutional classifier of 28 × 28 grey values, with weights all 0: three convolutions of stride 2, a dense
 * layer, and logits of ten digits and ten kinds of clothes.
 */
export function imageNetwork(): tf.Sequential {
  const [first, second, third] = convolutionNames;
  const zeros = { kernelInitializer: 'zeros', biasInitializer: 'zeros' } as const;
  const convolution = { strides: 2, padding: 'same', activation: 'relu', ...zeros } as const;
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ ...convolution, inputShape: [28, 28, 1], kernelSize: 5, filters: 16, name: first }),
      tf.layers.conv2d({ ...convolution, kernelSize: 3, filters: 32, name: second }),
      tf.layers.conv2d({ ...convolution, kernelSize: 3, filters: 32, name: third }),
      tf.layers.flatten({ name: 'flat' }),
      tf.layers.dense({ ...zeros, units: 64, activation: 'relu', name: 'hidden' }),
      tf.layers.dense({ ...zeros, units: 20, name: 'logits' }),
    ],
  });
}
