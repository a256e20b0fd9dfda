import * as tf from '@tensorflow/tfjs';

/** A discriminator without kinks, of which slopes can be measured. */
export function smoothDiscriminator(inputDim: number, seed = 0): tf.LayersModel {
  const input = tf.input({ shape: [inputDim], name: 'discriminator-input' });
  const layer = (name: string, units: number, activation: 'tanh' | 'linear', offset: number) =>
    tf.layers.dense({
      units,
      activation,
      kernelInitializer: tf.initializers.glorotUniform({ seed: 10 * seed + offset }),
      biasInitializer: tf.initializers.randomNormal({ stddev: 0.3, seed: 10 * seed + offset + 1 }),
      name,
    });
  const hidden = layer('discriminator-hidden', 8, 'tanh', 5).apply(input);
  const logit = layer('discriminator-logit', 1, 'linear', 7).apply(hidden) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: logit, name: 'discriminator' });
}
