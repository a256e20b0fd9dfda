import { checkOwnNetwork, type NetworkSlots, type Networks } from '@autoencoders/core';
import { formatShape, ShapeError } from '@autoencoders/errors';
import { convDecoder, convEncoder, denseDecoder, denseEncoder, pixelCnn } from '@autoencoders/layers';
import type * as tf from '@tensorflow/tfjs';
import type { PixelCnnSettings } from './pixel-cnn-options.js';

/** The networks of an autoencoder whose decoder is a PixelCNN. */
export type PixelCnnRoles = 'encoder' | 'decoder' | 'pixels';

const heads = ['mean', 'logVariance'];

/**
 * Builds encoder (mean and log-variance), decoder (from codes to what each pixel is told, `[height, width, told]`) and
 * the PixelCNN, or takes the caller's.
 *
 * @throws {ShapeError} when a caller's network does not fit.
 */
export function pixelCnnNetworks(
  options: PixelCnnSettings,
  own: NetworkSlots<PixelCnnRoles>,
): Networks<PixelCnnRoles> {
  const { inputShape, latentDim, told, levels } = options;
  const [height, width] = inputShape as [number, number, number];
  const toldShape = [height, width, told];
  if (own.encoder) checkOwnNetwork('encoder', own.encoder, inputShape, [[latentDim], [latentDim]]);
  if (own.decoder) checkOwnNetwork('decoder', own.decoder, [latentDim], [toldShape]);
  if (own.pixels) checkPixels(own.pixels, inputShape, toldShape, [height, width, levels]);
  return {
    encoder: own.encoder ?? builtEncoder(options),
    decoder: own.decoder ?? builtDecoder(options, toldShape),
    pixels:
      own.pixels ??
      pixelCnn({
        mapShape: [height, width],
        categories: levels,
        filters: options.pixelFilters,
        layers: options.pixelLayers,
        kernelSize: options.kernelSize,
        firstKernelSize: options.firstKernelSize,
        activation: options.activation,
        condition: toldShape,
        seed: options.seed,
        name: 'pixels',
      }),
  };
}

function builtEncoder(options: PixelCnnSettings): tf.LayersModel {
  const { inputShape, latentDim, hidden, filters, activation, seed } = options;
  const shared = { inputShape, latentDim, activation, seed, heads };
  return options.architecture === 'convolutional'
    ? convEncoder({ ...shared, filters })
    : denseEncoder({ ...shared, hidden });
}

function builtDecoder(options: PixelCnnSettings, outputShape: readonly number[]): tf.LayersModel {
  const { latentDim, hidden, filters, activation, seed } = options;
  const shared = { outputShape, latentDim, activation, seed };
  return options.architecture === 'convolutional'
    ? convDecoder({ ...shared, filters })
    : denseDecoder({ ...shared, hidden: [...hidden].reverse() });
}

/** A PixelCNN takes two inputs: pixels, and what they are told. */
function checkPixels(network: tf.LayersModel, ...expected: readonly (readonly number[])[]): void {
  const found = [...network.inputs, ...network.outputs].map(({ shape }) => shape.slice(1));
  const list = (shapes: readonly (readonly (number | null)[])[]) => shapes.map(formatShape).join(' and ');
  if (network.inputs.length === 2 && list(found) === list(expected)) return;
  throw new ShapeError(
    `the network 'pixels' takes ${list(found.slice(0, network.inputs.length))} and gives ${list(found.slice(network.inputs.length))}, it must take ${list(expected.slice(0, 2))} and give ${list(expected.slice(2))}`,
  );
}
