import { useBackend } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { denseDecoder, denseEncoder } from '@autoencoders/layers';
import { expectAllClose, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { denseStack } from './dense-stack.js';
import { denoisingAutoencoder } from './index.js';

beforeAll(() => useBackend('cpu'));

const options: Parameters<typeof denoisingAutoencoder>[0] = {
  inputShape: [3, 4],
  hidden: [8, 6],
  latentDim: 5,
  activation: 'sigmoid',
  codeActivation: 'tanh',
};

describe('a stack', () => {
  it('is the layers of the encoder from the input inwards, each with the one that undoes it', () => {
    const model = denoisingAutoencoder(options);
    const stack = denseStack(model.networks);
    const shapes = stack.map(({ variables }) => variables.map(({ shape }) => shape));
    expect(shapes).toEqual([
      [[12, 8], [8], [8, 12], [12]],
      [[8, 6], [6], [6, 8], [8]],
      [[6, 5], [5], [5, 6], [6]],
    ]);
    expect(stack.map(({ activation }) => activation)).toEqual(['sigmoid', 'sigmoid', 'tanh']);
    expect(stack.map(({ outputActivation }) => outputActivation)).toEqual(['linear', 'sigmoid', 'sigmoid']);
    expect(stack[0]!.outputShape).toEqual([3, 4]);
    model.dispose();
  });

  it.each(['dense', 'tied', 'linear'] as const)('is the networks when put together, %s', (architecture) => {
    const model = denoisingAutoencoder({ ...options, architecture });
    const stack = denseStack(model.networks);
    expect(stack).toHaveLength(architecture === 'linear' ? 1 : 3);
    tf.tidy(() => {
      const x = tf.tensor3d(testValues(24, 0, 1), [2, 3, 4]);
      const code = stack.reduce<tf.Tensor>((at, { encode }) => encode(at), tf.reshape(x, [2, 12]));
      expectAllClose(code.dataSync(), model.encode(x).dataSync());
      const output = [...stack].reverse().reduce<tf.Tensor>((at, { decode }) => decode(at), code);
      expectAllClose(output.dataSync(), model.decode(code).dataSync());
    });
    model.dispose();
  });

  it('counts a kernel once that both layers share', () => {
    const model = denoisingAutoencoder({ ...options, architecture: 'tied' });
    const shapes = denseStack(model.networks).map(({ variables }) => variables.map(({ shape }) => shape));
    expect(shapes).toEqual([
      [[12, 8], [8], [12]],
      [[8, 6], [6], [8]],
      [[6, 5], [5], [6]],
    ]);
    model.dispose();
  });
});

describe('there is none', () => {
  it('of convolutions', () => {
    const images = { inputShape: [4, 4, 1], latentDim: 2, filters: [3] };
    const model = denoisingAutoencoder({ ...images, architecture: 'convolutional' });
    expect(() => denseStack(model.networks)).toThrow(OptionError);
    expect(() => denseStack(model.networks)).toThrow(
      /the encoder has a layer 'encoder-down-1' \(Conv2D\).*choose architecture 'dense' or 'tied'/,
    );
    model.dispose();
  });

  it.each([
    ['more layers one way', [8], [], /layers are 8, 3 wide, the decoder's take 3: .*mirror one another/],
    ['other widths', [8], [5], /layers are 8, 3 wide, the decoder's take 3, 5: .*mirror one another/],
  ])('of networks with %s', (_what, inwards, outwards, message) => {
    const networks = {
      encoder: denseEncoder({ inputShape: [12], hidden: inwards, latentDim: 3 }),
      decoder: denseDecoder({ outputShape: [12], hidden: outwards, latentDim: 3 }),
    };
    expect(() => denseStack(networks)).toThrow(OptionError);
    expect(() => denseStack(networks)).toThrow(message);
    for (const network of Object.values(networks)) network.dispose();
  });

  it('of layers that drop or normalise', () => {
    const encoder = denseEncoder({ inputShape: [12], hidden: [8], latentDim: 3, dropout: 0.5 });
    const decoder = denseDecoder({ outputShape: [12], hidden: [8], latentDim: 3 });
    expect(() => denseStack({ encoder, decoder })).toThrow(/'encoder-hidden-1-dropout'/);
    for (const network of [encoder, decoder]) network.dispose();
  });
});
