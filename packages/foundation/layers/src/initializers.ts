import * as tf from '@tensorflow/tfjs';

/** Where the seeds of each of an autoencoder's networks begin. Those of a seed lie below 2^33. */
const firstSeeds = { encoder: 0, decoder: 1, discriminator: 2 ** 34 };

/** Which of an autoencoder's networks: each has its own run of seeds. */
export type NetworkPart = keyof typeof firstSeeds;

/**
 * Seeds for the layers of one network: the same seed gives the same weights, and no two layers share theirs,
 * neither within a network nor between two.
 */
export function layerSeeds(seed: number, part: NetworkPart): () => number {
  // Far apart, so that networks made with neighbouring seeds share no layer either.
  let next = 2 * (Math.imul(seed, 0x9e3779b1) >>> 0) + firstSeeds[part];
  return () => {
    next += 2;
    return next;
  };
}

/** Distributions that initial kernels can be drawn from. */
export const initializerNames = ['glorotUniform', 'heUniform', 'leCunNormal'] as const;
export type InitializerName = (typeof initializerNames)[number];

/**
 * Draws initial kernels; by default those of He before a ReLU, of LeCun before a SELU, of Glorot before anything else.
 * Sources: He et al. 2015, Klambauer et al. 2017, Glorot and Bengio 2010.
 */
export function kernelInitializer(activation: string, seed: number, name = usualInitializer(activation)) {
  return tf.initializers[name]({ seed });
}

function usualInitializer(activation: string): InitializerName {
  if (['relu', 'relu6', 'leakyRelu'].includes(activation)) return 'heUniform';
  return activation === 'selu' ? 'leCunNormal' : 'glorotUniform';
}
