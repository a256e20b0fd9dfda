import type { Autoencoder } from '@autoencoders/core';
import { denseEncoder } from '@autoencoders/layers';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { variationalAutoencoder } from '@autoencoders/variational';
import * as tf from '@tensorflow/tfjs';
import type { ConvolutionalNetwork, DenseNetwork, Network } from '../protocol.js';

/** Makes the autoencoder that a network's words describe. */
export function buildModel(network: Network): Autoencoder {
  switch (network.type) {
    case 'dense':
      return denseModel(network);
    case 'variational':
      return variationalAutoencoder({
        inputShape: [network.input],
        hidden: [...network.hidden],
        latentDim: network.code,
      });
    case 'convolutional':
      return convolutionalModel(network);
  }
}

/** Shape of one input. */
export function inputShape(network: Network): number[] {
  return network.type === 'convolutional' ? [network.side, network.side, 1] : [network.input];
}

function denseModel({ input, hidden, code, activation, codeActivation, loss }: DenseNetwork): Autoencoder {
  const encoder = denseEncoder({
    inputShape: [input],
    hidden,
    latentDim: code,
    activation,
    outputActivation: codeActivation,
  });
  return undercompleteAutoencoder({
    inputShape: [input],
    hidden: [...hidden],
    latentDim: code,
    activation,
    loss,
    encoder,
  });
}

/** The plane of channels is the code: flattened and shaped back, which costs nothing. */
function convolutionalModel({ side, filters }: ConvolutionalNetwork): Autoencoder {
  const [outer, inner] = filters;
  const plane = [side / 4, side / 4, inner];
  const latentDim = plane.reduce((size, length) => size * length, 1);
  const convolution = { kernelSize: 3, strides: 2, padding: 'same' } as const;
  const kernelInitializer = (seed: number) => tf.initializers.heNormal({ seed });
  const { conv2d, conv2dTranspose, flatten, reshape } = tf.layers;
  const encoder = tf.sequential({
    name: 'encoder',
    layers: [
      conv2d({
        ...convolution,
        filters: outer,
        activation: 'relu',
        kernelInitializer: kernelInitializer(1),
        inputShape: [side, side, 1],
      }),
      conv2d({ ...convolution, filters: inner, activation: 'relu', kernelInitializer: kernelInitializer(2) }),
      flatten(),
    ],
  });
  const decoder = tf.sequential({
    name: 'decoder',
    layers: [
      reshape({ targetShape: plane, inputShape: [latentDim] }),
      conv2dTranspose({
        ...convolution,
        filters: outer,
        activation: 'relu',
        kernelInitializer: kernelInitializer(3),
      }),
      conv2dTranspose({ ...convolution, filters: 1, kernelInitializer: kernelInitializer(4) }),
    ],
  });
  return undercompleteAutoencoder({
    inputShape: [side, side, 1],
    latentDim,
    loss: 'bernoulli',
    encoder,
    decoder,
  });
}
