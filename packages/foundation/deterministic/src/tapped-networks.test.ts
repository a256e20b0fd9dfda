import { useBackend } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { convDecoder, convEncoder, denseDecoder, denseEncoder } from '@autoencoders/layers';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { tappedNetworks } from './tapped-networks.js';
import { denseOutputs } from './testing/double-precision.js';

beforeAll(() => useBackend('cpu'));

const rows = [0, 1, 2].map((n) => [...testValues(4, -1, 1, n + 1)]);
const networks = () => ({
  encoder: denseEncoder({ inputShape: [4], hidden: [3, 5], latentDim: 2, activation: 'tanh', seed: 3 }),
  decoder: denseDecoder({ latentDim: 2, hidden: [5], outputShape: [4], activation: 'sigmoid', seed: 4 }),
});
const dispose = ({ encoder, decoder }: ReturnType<typeof networks>) => {
  encoder.dispose();
  decoder.dispose();
};

describe('tapped networks', () => {
  it('give code, output and what is tapped in both, each under its name', () => {
    const made = networks();
    const { encoder, decoder } = made;
    const layers = ['decoder-hidden-1', 'code', 'encoder-hidden-2', 'encoder-hidden-1', 'encoder-hidden-2'];
    const tapped = tappedNetworks(made, layers);
    const ofEncoder = denseOutputs(encoder, rows);
    const ofDecoder = denseOutputs(decoder, ofEncoder['encoder-code']!);
    tf.tidy(() => {
      const pass = tapped.pass(tf.tensor2d(rows), true);
      const check = (found: tf.Tensor, expected: number[][] | undefined) =>
        expectAllClose(found.dataSync(), expected!.flat());
      check(pass.code, ofEncoder['encoder-code']);
      check(pass.output, ofDecoder['decoder-output']);
      expect(pass.activation('code')).toBe(pass.code);
      check(pass.activation('encoder-hidden-1'), ofEncoder['encoder-hidden-1']);
      check(pass.activation('encoder-hidden-2'), ofEncoder['encoder-hidden-2']);
      check(pass.activation('decoder-hidden-1'), ofDecoder['decoder-hidden-1']);
    });
    dispose(made);
  });

  it('follow the weights of the networks, whose layers are theirs', () => {
    const made = networks();
    const tapped = tappedNetworks(made, ['encoder-hidden-1', 'decoder-hidden-1']);
    tf.tidy(() => {
      const zeros = made.encoder.getWeights().map((weight) => tf.zerosLike(weight));
      made.encoder.setWeights(zeros);
      const pass = tapped.pass(tf.tensor2d(rows), true);
      expect([...pass.activation('encoder-hidden-1').dataSync()]).toEqual(new Array(9).fill(0));
      expect([...pass.code.dataSync()]).toEqual(new Array(6).fill(0));
    });
    dispose(made);
  });

  it('take the last layers too, whose output is that of the network', () => {
    const warned = vi.spyOn(console, 'warn');
    const made = networks();
    const tapped = tappedNetworks(made, ['decoder-output', 'encoder-hidden-1', 'encoder-code']);
    const ofEncoder = denseOutputs(made.encoder, rows);
    tf.tidy(() => {
      const pass = tapped.pass(tf.tensor2d(rows), true);
      expect(pass.activation('encoder-code')).toBe(pass.code);
      expect(pass.activation('decoder-output')).toBe(pass.output);
      expectAllClose(pass.code.dataSync(), ofEncoder['encoder-code']!.flat());
      expectAllClose(pass.activation('encoder-hidden-1').dataSync(), ofEncoder['encoder-hidden-1']!.flat());
    });
    dispose(made);
    // tfjs warns of outputs that a model has twice.
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });

  it('know the shapes of what is tapped', () => {
    const shared = { latentDim: 3, filters: [2, 6] };
    const encoder = convEncoder({ ...shared, inputShape: [6, 4, 1] });
    const decoder = convDecoder({ ...shared, outputShape: [6, 4, 1] });
    const { shapeOf } = tappedNetworks({ encoder, decoder }, ['encoder-down-1', 'decoder-up-1']);
    expect(shapeOf('encoder-down-1')).toEqual([3, 2, 2]);
    expect(shapeOf('decoder-up-1')).toEqual([6, 4, 1]);
    expect(shapeOf('code')).toEqual([3]);
    dispose({ encoder, decoder });
  });

  it('name a layer that is not there, and those that are', () => {
    const made = networks();
    const tap = () => tappedNetworks(made, ['code', 'encoder-hidden-3']);
    expect(tap).toThrow(OptionError);
    expect(tap).toThrow(
      "there is no layer 'encoder-hidden-3': the layers are code, encoder-input, encoder-hidden-1, encoder-hidden-2, encoder-code, decoder-input, decoder-hidden-1, decoder-output",
    );
    dispose(made);
  });

  it('name a layer that is asked for and was not tapped, and those that were', () => {
    const made = networks();
    tf.tidy(() => {
      const pass = tappedNetworks(made, ['encoder-hidden-1']).pass(tf.tensor2d(rows), true);
      const ask = () => pass.activation('encoder-hidden-2');
      expect(ask).toThrow(OptionError);
      expect(ask).toThrow(/'encoder-hidden-2' is not at hand, only that of code, encoder-hidden-1: name it/);
    });
    dispose(made);
  });

  it('keep nothing alive when the networks are disposed', async () => {
    await expectNoLeak(() => {
      const made = networks();
      const tapped = tappedNetworks(made, ['encoder-hidden-1', 'encoder-hidden-2', 'decoder-hidden-1']);
      tf.tidy(() => void tapped.pass(tf.tensor2d(rows), false));
      dispose(made);
    });
  });
});
