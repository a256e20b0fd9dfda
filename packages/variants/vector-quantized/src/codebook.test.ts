import { fit, sgd, useBackend } from '@autoencoders/core';
import { expectAllClose, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { assignments, byHand, inputs, numbers, step } from './testing/by-hand.js';

beforeAll(() => useBackend('cpu'));

/** What a step on the inputs remembers, by the name of the state. */
function remembered(model: ReturnType<typeof byHand>): Record<string, number[]> {
  const found = new Map<tf.Variable, number[]>();
  tf.tidy(() => {
    const remember = (variable: tf.Variable, value: tf.Tensor) =>
      void found.set(variable, [...value.dataSync()]);
    model.phases[0]!.loss({ x: tf.tensor2d(inputs) }, { ...step, remember });
  });
  return Object.fromEntries(
    Object.entries(model.state).flatMap(([name, variable]) => {
      const values = found.get(variable);
      return values ? [[name, values]] : [];
    }),
  );
}

const assigned = (model: ReturnType<typeof byHand>, state: Record<string, number[] | number[][]>) =>
  tf.tidy(() => {
    for (const [name, values] of Object.entries(state)) model.state[name]!.assign(tf.tensor(values));
  });

/** Appendix A.1 of the paper, in double precision. */
function movedByHand(counts: number[], sums: number[][], decay: number, smoothing: number) {
  const rows = assignments();
  const next = counts.map((count, code) => {
    const mine = rows.filter(({ index }) => index === code);
    return {
      count: decay * count + (1 - decay) * mine.length,
      sum: [0, 1].map(
        (k) => decay * sums[code]![k]! + (1 - decay) * mine.reduce((total, { z }) => total + z[k]!, 0),
      ),
    };
  });
  const total = next.reduce((sum, { count }) => sum + count, 0);
  return {
    counts: next.map(({ count }) => count),
    sums: next.flatMap(({ sum }) => sum),
    codebook: next.flatMap(({ count, sum }) => {
      const smoothed = ((count + smoothing) / (total + counts.length * smoothing)) * total;
      return sum.map((value) => value / smoothed);
    }),
  };
}

describe('running means', () => {
  const counts = [2, 0.5, 1, 0.25];
  const sums = [
    [0.5, -0.3],
    [0.2, 0.4],
    [-0.4, 0.1],
    [1, 1.5],
  ];

  it.each([
    [0.9, 1e-5],
    [0.6, 0.3],
  ])('are those of the paper, decay %d, smoothing %d', (decay, smoothing) => {
    const model = byHand({ decay, smoothing });
    assigned(model, { counts, sums });
    const found = remembered(model);
    const hand = movedByHand(counts, sums, decay, smoothing);
    for (const name of ['counts', 'sums', 'codebook'] as const) {
      expectAllClose(found[name]!, hand[name], { absolute: 1e-5 });
    }
    model.dispose();
  });

  it('are what training leaves, with the encoder as it was before the update', async () => {
    const model = byHand({ decay: 0.9 });
    assigned(model, { counts, sums });
    const x = tf.tensor2d(inputs);
    await fit(model, x, { epochs: 1, batchSize: 3, seed: 1 });
    const hand = movedByHand(counts, sums, 0.9, 1e-5);
    expectAllClose(model.state.codebook!.dataSync(), hand.codebook, { absolute: 1e-5 });
    x.dispose();
    model.dispose();
  });
});

describe('revival', () => {
  // Code 3 is far from everything.
  const rare = [3, 2, 1, 0.001];

  it('puts a code that is hardly used onto an encoder output, with a usual count', () => {
    const model = byHand({ decay: 0.9, revival: 0.05 });
    const sums = numbers.codebook.map((e, code) => e.map((value) => value * rare[code]!));
    assigned(model, { counts: rare, sums });
    const found = remembered(model);
    const hand = movedByHand(rare, sums, 0.9, 1e-5);
    const usual = hand.counts.reduce((sum, count) => sum + count, 0) / 4;
    const drawn = tf.tidy(() => step.random.uniform('revival', [4]).dataSync()[3]!);
    const { z } = assignments()[Math.floor(drawn * inputs.length)]!;
    expectAllClose(found.codebook!, [...hand.codebook.slice(0, 6), ...z], { absolute: 1e-5 });
    expectAllClose(found.counts!, [...hand.counts.slice(0, 3), usual], { absolute: 1e-5 });
    expectAllClose(found.sums!, [...hand.sums.slice(0, 6), ...z.map((value) => value * usual)], {
      absolute: 1e-5,
    });
    model.dispose();
  });

  it('does so after the update of a codebook learned by its gradient, and leaves the others to it', async () => {
    const model = byHand({ codebook: 'gradient', revival: 0.05 });
    assigned(model, { counts: rare });
    const rate = 0.1;
    const x = tf.tensor2d(inputs);
    await fit(model, x, { epochs: 1, batchSize: 3, optimizer: sgd(), learningRate: rate });
    const codebook = [...model.state.codebook!.dataSync()];
    const rows = assignments();
    const moved = numbers.codebook.slice(0, 3).flatMap((e, code) =>
      e.map((value, k) => {
        const mine = rows.filter(({ index }) => index === code);
        return value - rate * mine.reduce((sum, { z }) => sum + (2 * (value - z[k]!)) / rows.length, 0);
      }),
    );
    expectAllClose(codebook.slice(0, 6), moved, { absolute: 1e-5 });
    const worst = rows.map(({ z }) => Math.abs(z[0] - codebook[6]!) + Math.abs(z[1] - codebook[7]!));
    expect(Math.min(...worst)).toBeLessThan(1e-5);
    x.dispose();
    model.dispose();
  });

  it('never happens with a share of 0', () => {
    const model = byHand({ decay: 0.9, revival: 0 });
    assigned(model, { counts: rare });
    expect(remembered(model).counts![3]).toBeCloseTo(0.0009, 6);
    model.dispose();
  });
});

describe('the start by k-means', () => {
  /** Four groups of inputs, which the encoder leaves as they are. */
  const centres = [0.1, 0.9].flatMap((a) => [0.1, 0.9].map((b) => [a, b]));
  const noise = testValues(64, -0.02, 0.02);
  const grouped = Array.from({ length: 32 }, (_, row) =>
    centres[row % 4]!.map((value, k) => value + noise[2 * row + k]!),
  );
  const groupMeans = centres.map((_, group) =>
    [0, 1].map((k) => grouped.reduce((sum, x, row) => sum + (row % 4 === group ? x[k]! : 0), 0) / 8),
  );

  function identity(options: object) {
    const model = byHand({ start: 'kMeans', ...options });
    tf.tidy(() => model.networks.encoder.setWeights([tf.eye(2), tf.zeros([2])]));
    return model;
  }
  const sorted = (values: ArrayLike<number>) =>
    Array.from({ length: 4 }, (_, code) => [values[2 * code]!, values[2 * code + 1]!])
      .sort(([a, b], [c, d]) => Math.round(a! - c!) || b! - d!)
      .flat();

  it.each(['ema', 'gradient'] as const)('begins with the groups of the first batch: %s', async (codebook) => {
    const model = identity({ codebook });
    const x = tf.tensor2d(grouped);
    const started = () => model.state.started!.dataSync()[0];
    expect(started()).toBe(0);
    // A seed whose first draw has one row of each group.
    await fit(model, x, { epochs: 1, batchSize: 32, seed: 5, learningRate: 1e-6 });
    expect(started()).toBe(1);
    expectAllClose(sorted(model.state.codebook!.dataSync()), sorted(groupMeans.flat()), { absolute: 1e-3 });
    const counts = [...model.state.counts!.dataSync()];
    if (codebook === 'ema') expectAllClose(counts, [8, 8, 8, 8]);
    x.dispose();
    model.dispose();
  });

  it('happens once: what is trained on goes on from its codebook', async () => {
    const model = identity({ decay: 0.5 });
    const x = tf.tensor2d(grouped);
    const [first] = [tf.slice(x, 0, 16)];
    const options = { epochs: 1, batchSize: 32, seed: 5, learningRate: 1e-6 };
    await fit(model, first, options);
    const before = [...model.state.sums!.dataSync()];
    const far = tf.add(x, 10);
    await fit(model, far, options);
    // Every row was nearest to one code; the others decayed, and were not put anew.
    const after = [...model.state.sums!.dataSync()];
    const halved = after.filter((value, index) => Math.abs(value - before[index]! / 2) < 1e-4);
    expect(halved.length).toBe(6);
    tf.dispose([x, first, far]);
    model.dispose();
  });

  it('has enough with fewer rows than codes', async () => {
    const model = byHand({ start: 'kMeans', codes: 4 });
    const x = tf.tensor2d(inputs.slice(0, 2));
    await fit(model, x, { epochs: 1, batchSize: 2 });
    expect(model.state.codebook!.dataSync().every(Number.isFinite)).toBe(true);
    x.dispose();
    model.dispose();
  });
});
