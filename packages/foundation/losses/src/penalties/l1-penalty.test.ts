import { useBackend } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { l1Penalty, penaltyTerms } from '../index.js';
import { gradientsOf } from '../testing/gradients-of.js';
import { inputsOf, termValue } from '../testing/reference-inputs.js';

describe('settings of an L1 penalty', () => {
  it('are what is given, and else the usual', () => {
    expect(l1Penalty()).toEqual({ name: 'l1', weight: 1e-3, layers: ['code'] });
    const layers = ['encoder-hidden-1', 'code'];
    expect(l1Penalty({ weight: 0, layers })).toEqual({ name: 'l1', weight: 0, layers });
  });

  it.each([
    [{ weight: -0.1 }, 'weight is -0.1'],
    [{ weight: Number.NaN }, 'weight is NaN'],
    [{ layers: [] }, 'layers is []: give names of layers'],
    [{ layers: ['code', 'code'] }, 'layers is ["code","code"]: give names of layers, each once'],
    [{ layers: [''] }, 'layers is [""]'],
    [{ layers: 'code' as never }, 'layers is "code"'],
  ])('that are impossible are named (%#)', (options, message) => {
    expect(() => l1Penalty(options)).toThrow(OptionError);
    expect(() => l1Penalty(options)).toThrow(message);
  });
});

describe.each(['cpu', 'wasm'] as const)('the L1 term on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  const batch = 3;
  /** A code, and the planes of a convolution; the sizes tell the average over the batch from that over units. */
  const shapes = { code: [batch, 4], 'encoder-down-1': [batch, 2, 2, 3] };
  const codes = testValues(12, -1, 1, 3);
  const planes = testValues(36, -0.5, 1.5, 4);
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, a) => total + Math.abs(a), 0);

  const [term] = penaltyTerms(l1Penalty({ weight: 0.3, layers: ['code', 'encoder-down-1'] }));
  const activations =
    (values: Readonly<Record<string, tf.Tensor>>) =>
    (layer: string): tf.Tensor =>
      tf.reshape(values[layer]!, shapes[layer as keyof typeof shapes]);

  it('is Σ |a|, summed over units and layers, averaged over the batch, without its weight', () => {
    expect(term).toMatchObject({
      name: 'l1Sparsity',
      weight: 0.3,
      layers: ['code', 'encoder-down-1'],
    });
    const values = { code: tf.tensor1d(codes), 'encoder-down-1': tf.tensor1d(planes) };
    expectAllClose(
      [termValue(term!, { activation: activations(values) })],
      [(sum(codes) + sum(planes)) / batch],
    );
  });

  it('looks at no layer but its own', () => {
    const [ofCode] = penaltyTerms(l1Penalty());
    const values = { code: tf.tensor1d(codes) };
    expectAllClose([termValue(ofCode!, { activation: activations(values) })], [sum(codes) / batch]);
  });

  it('has the gradient of finite differences', () => {
    const { gradients } = gradientsOf(
      ([code, plane]) =>
        term!.evaluate(inputsOf({ activation: activations({ code: code!, 'encoder-down-1': plane! }) })),
      [tf.tensor1d(codes), tf.tensor1d(planes)],
    );
    const all = [...codes, ...planes];
    // A difference across 0 measures neither side.
    expect(Math.min(...all.map(Math.abs))).toBeGreaterThan(1e-3);
    expectAllClose(
      gradients,
      finiteDifferences((at) => sum(at) / batch, all),
    );
  });
});
