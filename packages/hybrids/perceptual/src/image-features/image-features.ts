import { type FeatureTaps, featureTaps } from '@autoencoders/layers';
import { imageClassifier } from './image-classifier.js';
import { convolutionNames } from './network.js';

/** Taps of a network that is theirs. */
export interface ImageFeatures extends FeatureTaps {
  /** Frees the network's weights; models that compare images in its activations cannot be trained afterwards. */
  dispose(): void;
}

/**
 * Activations that images `[batch, 28, 28, 1]` with values in [0, 1] can be compared in, those of
 * `imageClassifier`'s layers. Its weights are scaled, which changes no logit, so that the activations of each
 * convolution deviate by about 20 from their means over digits and clothes: the weights of Hou et al. 2017 for the two
 * sides of their loss, which are for a network with activations in the hundreds, then hold. The caller disposes them.
 *
 * @param layers names of its layers. Default the three convolutions.
 * @throws {OptionError} naming a layer that is not there, and those there are.
 */
export function imageFeatures(layers: readonly string[] = convolutionNames): ImageFeatures {
  const network = imageClassifier();
  try {
    return Object.assign(featureTaps(network, layers), { dispose: () => void network.dispose() });
  } catch (error) {
    network.dispose();
    throw error;
  }
}
