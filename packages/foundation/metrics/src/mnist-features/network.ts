import * as tf from '@tensorflow/tfjs';

/** Features that the last layer but one gives. */
export const featureCount = 64;

/**
 * A small convolutional classifier of 28 × 28 grey values, with weights all 0: two convolutions of stride 2, the
 * features, and logits of the ten digits.
 */
export function mnistNetwork(): tf.Sequential {
  const zeros = { kernelInitializer: 'zeros', biasInitializer: 'zeros' } as const;
  const convolution = { strides: 2, padding: 'same', activation: 'relu', ...zeros } as const;
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ ...convolution, inputShape: [28, 28, 1], kernelSize: 5, filters: 16 }),
      tf.layers.conv2d({ ...convolution, kernelSize: 3, filters: 32 }),
      tf.layers.flatten(),
      tf.layers.dense({ ...zeros, units: featureCount, activation: 'elu' }),
      tf.layers.dense({ ...zeros, units: 10 }),
    ],
  });
}
