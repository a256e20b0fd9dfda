import * as tf from '@tensorflow/tfjs';

/** Which of an autoencoder's networks: each has its own run of seeds. */
export type NetworkPart = 'encoder' | 'decoder';

/**
 * Seeds for the layers of one network: the same seed gives the same weights, and no two layers share theirs,
 * neither within a network nor between encoder and decoder.
 */
export function layerSeeds(seed: number, part: NetworkPart): () => number {
  // Far apart, so that networks made with neighbouring seeds share no layer either.
  let next = 2 * (Math.imul(seed, 0x9e3779b1) >>> 0) + (part === 'encoder' ? 0 : 1);
  return () => {
    next += 2;
    return next;
  };
}

/** He initialisation before a ReLU, Glorot before anything else. Sources: He 2015, Glorot and Bengio 2010. */
export function kernelInitializer(activation: string, seed: number) {
  return activation === 'relu' || activation === 'leakyReLU'
    ? tf.initializers.heUniform({ seed })
    : tf.initializers.glorotUniform({ seed });
}
