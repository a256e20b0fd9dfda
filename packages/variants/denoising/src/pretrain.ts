import {
  type Autoencoder,
  type FitOptions,
  fit,
  type History,
  type LossTerms,
  type Phase,
  type StepContext,
} from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import { squaredError } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { denoisingAutoencoder } from './denoising-autoencoder.js';
import { denseStack, type StackedLayer } from './dense-stack.js';
import { probabilityCrossEntropy } from './probability-cross-entropy.js';

/** A model that can be pretrained layer by layer. */
type Stack = ReturnType<typeof denoisingAutoencoder>;

/** How to pretrain: the options of `fit`, for every layer. */
export interface PretrainOptions extends FitOptions {
  /** What is different for a layer, from 0 at the input: epochs, a checkpoint to resume from. */
  readonly forLayer?: (layer: number) => Partial<FitOptions>;
}

/**
 * Trains a deep denoising autoencoder one layer after another, from the input inwards, in place: layer `l` of the
 * encoder and the layer of the decoder that undoes it become a denoising autoencoder of one hidden layer over what
 * the layers before make of clean inputs. `fit(model, …)` then trains all of them together.
 *
 * The first layer has the model's own loss; the others the cross-entropy where activations are sigmoids, else the
 * squared error, summed over units, averaged over the batch. Corruption is the model's, at every layer: a function of
 * the caller's is given `[batch, units]` above the first.
 *
 * Source: Vincent et al. 2010, section 3.5 (stacked denoising autoencoders).
 *
 * @example
 * const model = denoisingAutoencoder({ inputShape: [784], hidden: [1000, 1000], latentDim: 1000, corruption: 'masking' });
 * await pretrain(model, data, { epochs: 10 });
 * await fit(model, data, { epochs: 20 });
 *
 * @returns the history of each layer, from the input inwards; fewer where `signal` ended it.
 * @throws {OptionError} when the networks are not dense layers that mirror one another.
 */
export async function pretrain(
  model: Stack,
  data: Dataset | tf.Tensor,
  { forLayer = () => ({}), ...options }: PretrainOptions,
): Promise<History[]> {
  const layers = denseStack(model.networks);
  const histories: History[] = [];
  for (const [index, layer] of layers.entries()) {
    const stage = stageOf(model, layers.slice(0, index), layer, index);
    const history = await fit(stage, data, { ...options, ...forLayer(index) });
    histories.push(history);
    if (history.stopped === 'aborted') break;
  }
  return histories;
}

/** The model with one phase: its layer `index` as a denoising autoencoder over those before. */
function stageOf(
  model: Stack,
  before: readonly StackedLayer[],
  layer: StackedLayer,
  index: number,
): Autoencoder {
  const { callbacks: _, state: __, ...shared } = model as Autoencoder;
  const phase: Phase = {
    name: `layer-${index + 1}`,
    variables: layer.variables,
    loss: ({ x }, { random }: StepContext): LossTerms => {
      const clean = before.reduce((h, { encode }) => encode(flat(h)), x);
      const restored = layer.decode(layer.encode(flat(model.corrupt(clean, random))));
      const below = before.at(-1);
      if (below) return { loss: hiddenLoss(clean, restored, [below.activation, layer.outputActivation]) };
      const output = tf.reshape(restored, [x.shape[0]!, ...layer.outputShape]);
      return { loss: tf.mean(model.reconstructionPerExample(x, output)) as tf.Scalar };
    },
  };
  return { ...shared, kind: `${model.kind}-layer-${index + 1}`, phases: [phase] };
}

function hiddenLoss(clean: tf.Tensor, restored: tf.Tensor, activations: readonly string[]): tf.Scalar {
  const areProbabilities = activations.every((activation) => activation === 'sigmoid');
  return areProbabilities ? probabilityCrossEntropy(clean, restored) : squaredError(clean, restored);
}

function flat(x: tf.Tensor): tf.Tensor {
  return x.rank === 2 ? x : tf.reshape(x, [x.shape[0]!, -1]);
}
