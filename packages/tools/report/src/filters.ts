import type { Autoencoder } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { isImageShape } from './images.js';
import { readTensors, type Values } from './values.js';

/** Kernels of a layer as pictures. */
export interface Filters {
  readonly network: 'encoder' | 'decoder';
  /** Name of the layer. */
  readonly layer: string;
  /** `'dense'`: pictures as large as inputs; `'convolution'`: the patches that are moved over them. */
  readonly kind: 'dense' | 'convolution';
  /** How many the layer has; those of largest norm are read. */
  readonly count: number;
  /** `[count, height, width]` or `[count, height, width, channels]`, largest norm first. */
  readonly pictures: Values;
  /** Whether the decoder uses the same kernel, transposed. */
  readonly tied: boolean;
}

/**
 * The kernels next to the images of a model: of the encoder's first layer that has one, and of the decoder's last.
 * Nothing where inputs are not images, or the kernels are not over their pixels.
 */
export async function readFilters(model: Autoencoder, most = 100): Promise<Filters[]> {
  if (!isImageShape(model.inputShape)) return [];
  const { encoder, decoder } = model.networks;
  const first = encoder && kernels(encoder)[0];
  const last = decoder && kernels(decoder).at(-1);
  const found: Omit<Filters, 'pictures' | 'tied'>[] = [];
  const values = await readTensors(() => {
    const pictures: tf.Tensor[] = [];
    for (const [network, kernel] of [
      ['encoder', first],
      ['decoder', last],
    ] as const) {
      if (!kernel || (network === 'decoder' && kernel.weight === first?.weight)) continue;
      const shown = asPictures(kernel, model.inputShape, network);
      if (!shown) continue;
      found.push({ network, layer: kernel.layer, kind: shown.kind, count: shown.pictures.shape[0]! });
      pictures.push(largest(shown.pictures, most));
    }
    return pictures;
  });
  return found.map((kernel, index) => ({
    ...kernel,
    pictures: values[index]!,
    tied: first?.weight === last?.weight,
  }));
}

interface Kernel {
  readonly layer: string;
  readonly className: string;
  readonly weight: tf.Tensor;
}

/** The kernels of a network's layers, from input to output; those of networks inside it, too. */
function kernels(network: tf.LayersModel): Kernel[] {
  return network.layers.flatMap((layer): Kernel[] => {
    if ('layers' in layer) return kernels(layer as unknown as tf.LayersModel);
    const weight = layer.getWeights().find(({ rank }) => rank >= 2);
    return weight ? [{ layer: layer.name, className: layer.getClassName(), weight }] : [];
  });
}

function asPictures(
  { className, weight }: Kernel,
  inputShape: readonly number[],
  network: Filters['network'],
): { readonly kind: Filters['kind']; readonly pictures: tf.Tensor } | undefined {
  const dense = weight.rank === 2;
  const pictures = dense
    ? densePictures(weight as tf.Tensor2D, inputShape, network)
    : patches(weight, className, inputShape, network);
  return pictures && { kind: dense ? 'dense' : 'convolution', pictures };
}

/** One picture of the inputs' shape for each unit. */
function densePictures(
  weight: tf.Tensor2D,
  inputShape: readonly number[],
  network: Filters['network'],
): tf.Tensor | undefined {
  const size = inputShape.reduce((product, length) => product * length, 1);
  const [rows, columns] = weight.shape;
  // Inputs are the rows of a dense kernel; a tied layer has that of another, the other way round.
  if (network === 'encoder') {
    if (rows === size) return weight.transpose().reshape([columns, ...inputShape]);
    return columns === size ? weight.reshape([rows, ...inputShape]) : undefined;
  }
  for (const parameters of [1, 2]) {
    const units =
      columns === size * parameters ? weight : rows === size * parameters ? weight.transpose() : undefined;
    if (!units) continue;
    const shape = [units.shape[0]!, ...inputShape.slice(0, -1), inputShape.at(-1)! * parameters];
    return locations(units.reshape(shape), inputShape.at(-1)!);
  }
  return undefined;
}

/** One patch for each kernel of a convolution whose other side is the image's channels. */
function patches(
  weight: tf.Tensor,
  className: string,
  inputShape: readonly number[],
  network: Filters['network'],
): tf.Tensor | undefined {
  const [height, width, third, fourth] = weight.shape;
  const channels = inputShape[2];
  if (weight.rank !== 4 || channels === undefined || height === 1 || width === 1) return undefined;
  if (network === 'encoder') {
    return className === 'Conv2D' && third === channels ? weight.transpose([3, 0, 1, 2]) : undefined;
  }
  const transposed = className === 'Conv2DTranspose';
  const outputs = transposed ? third! : fourth!;
  if ((!transposed && className !== 'Conv2D') || (outputs !== channels && outputs !== 2 * channels)) {
    return undefined;
  }
  return locations(weight.transpose(transposed ? [3, 0, 1, 2] : [2, 0, 1, 3]), channels);
}

/** The first half of the last axis where it holds two parameters for each value. */
function locations(pictures: tf.Tensor, last: number): tf.Tensor {
  const size = [...pictures.shape.slice(0, -1), last];
  return pictures.shape.at(-1) === last
    ? pictures
    : pictures.slice(
        size.map(() => 0),
        size,
      );
}

/** The pictures of largest norm, in falling order. */
function largest(pictures: tf.Tensor, most: number): tf.Tensor {
  const count = pictures.shape[0]!;
  const norms = tf.sum(tf.square(pictures.reshape([count, -1])), 1);
  return tf.gather(pictures, tf.topk(norms, Math.min(most, count)).indices);
}
