import { useBackend } from '@autoencoders/core';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { affine, assignments, byHand, inputs, numbers, step } from './testing/by-hand.js';

const beta = 0.4;

/** Loss and gradients from the formulas of the paper, in double precision. */
function expected() {
  const rows = assignments().map((row) => {
    const output = affine(row.e, numbers.decoder, numbers.decoderBias);
    const missed = output.map((value, k) => value - row.x[k]!) as [number, number];
    const reconstruction = missed.reduce((sum, miss) => sum + 0.5 * (Math.log(2 * Math.PI) + miss ** 2), 0);
    // Straight through: what comes back to the code goes on to the encoder's output as it is.
    const through = [0, 1].map((i) =>
      missed.reduce((sum, miss, k) => sum + numbers.decoder[i]![k]! * miss, 0),
    );
    const slope = through.map((value, i) => value + 2 * beta * (row.z[i]! - row.e[i]!));
    return { ...row, missed, reconstruction, slope };
  });
  const mean = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const outer = (left: (row: (typeof rows)[number], i: number) => number, right: 'slope' | 'missed') =>
    [0, 1].flatMap((i) => [0, 1].map((k) => mean((row) => left(row, i) * row[right][k]!)));
  return {
    rows,
    reconstruction: mean((row) => row.reconstruction),
    commitment: mean((row) => row.distance),
    encoderKernel: outer((row, i) => row.x[i]!, 'slope'),
    encoderBias: [0, 1].map((k) => mean((row) => row.slope[k]!)),
    decoderKernel: outer((row, i) => row.e[i]!, 'missed'),
    decoderBias: [0, 1].map((k) => mean((row) => row.missed[k]!)),
    codebook: numbers.codebook.flatMap((e, code) =>
      e.map((value, k) => mean((row) => (row.index === code ? 2 * (value - row.z[k]!) : 0))),
    ),
  };
}

function gradients(model: ReturnType<typeof byHand>) {
  return tf.tidy(() => {
    let terms: Record<string, number> = {};
    const [phase] = model.phases;
    const { grads } = tf.variableGrads(() => {
      const found = phase!.loss({ x: tf.tensor2d(inputs) }, step);
      terms = Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value.dataSync()[0]!]));
      return found.loss;
    }, phase!.variables);
    return { terms, slopes: phase!.variables.map(({ name }) => [...grads[name]!.dataSync()]) };
  });
}

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it('terms and gradients of running means are those derived by hand', () => {
    const model = byHand({ commitment: beta });
    const { terms, slopes } = gradients(model);
    const found = expected();
    expect(new Set(found.rows.map(({ index }) => index)).size).toBeGreaterThan(1);
    expectAllClose(
      [terms.loss!, terms.reconstruction!, terms.commitment!],
      [found.reconstruction + beta * found.commitment, found.reconstruction, found.commitment],
    );
    expect(slopes.length).toBe(4);
    const hand = [found.encoderKernel, found.encoderBias, found.decoderKernel, found.decoderBias];
    for (const [index, slope] of slopes.entries()) expectAllClose(slope, hand[index]!, { relative: 1e-3 });
    model.dispose();
  });

  it('a codebook learned by its gradient is drawn to what it stands for', () => {
    const model = byHand({ commitment: beta, codebook: 'gradient' });
    const { terms, slopes } = gradients(model);
    const found = expected();
    expectAllClose(
      [terms.loss!, terms.codebook!],
      [found.reconstruction + (1 + beta) * found.commitment, found.commitment],
    );
    expect(slopes.length).toBe(5);
    expectAllClose(slopes[0]!, found.encoderKernel, { relative: 1e-3 });
    expectAllClose(slopes[4]!, found.codebook, { relative: 1e-3 });
    model.dispose();
  });

  it('the gradient of the encoder is not the slope of the loss, which has none of the reconstruction', () => {
    const model = byHand({ commitment: 0 });
    const bias = model.networks.encoder.trainableWeights[1]!.read() as tf.Variable;
    const at = (shift: number) =>
      tf.tidy(() => {
        bias.assign(tf.add(tf.tensor1d(numbers.encoderBias), tf.tensor1d([shift, 0])));
        return model.phases[0]!.loss({ x: tf.tensor2d(inputs) }, step).loss.dataSync()[0]!;
      });
    expect(at(1e-3)).toBe(at(-1e-3));
    at(0);
    expect(Math.abs(gradients(model).slopes[1]![0]!)).toBeGreaterThan(1e-3);
    model.dispose();
  });
});
