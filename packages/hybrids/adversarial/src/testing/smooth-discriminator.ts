import * as tf from '@tensorflow/tfjs';

/**
 * A discriminator without kinks: a penalty on the slopes of one with them jumps where its weights cross a kink, which
 * finite differences cannot measure.
 */
function smoothDiscriminator(name: string, width: number): tf.LayersModel {
  const input = tf.input({ shape: [width], name: `${name}-input` });
  const layer = (units: number, activation: 'tanh' | 'linear', seed: number) =>
    tf.layers.dense({
      units,
      activation,
      kernelInitializer: tf.initializers.glorotUniform({ seed }),
      name: `${name}-${activation}`,
    });
  const hidden = layer(8, 'tanh', 1).apply(input) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: layer(1, 'linear', 2).apply(hidden) as tf.SymbolicTensor, name });
}

/** Both discriminators of a clustering model, unless options are to be refused, which leaves a caller's networks alive. */
export function smoothDiscriminators(options: object, style: number, clusters: number) {
  if (Object.keys(options).some((name) => name !== 'seed')) return {};
  return {
    styleDiscriminator: smoothDiscriminator('styleDiscriminator', style),
    clusterDiscriminator: smoothDiscriminator('clusterDiscriminator', clusters),
  };
}
