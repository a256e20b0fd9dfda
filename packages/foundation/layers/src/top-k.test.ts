import { useBackend } from '@autoencoders/backend';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { TopK, type TopKOptions, topK } from './index.js';
import { topKReference as reference } from './testing/top-k-reference.js';

const engines = ['cpu', 'wasm'] as const;

/** Values of which many are equal. */
const coarse = (count: number, seed: number) =>
  testValues(count, -4, 4, seed).map((value) => Math.round(value) / 2);

describe.each(engines)('topK on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  const shapes: [shape: number[], counts: number[]][] = [
    [[1, 1], [1]],
    [[4], [1, 3, 4]],
    [
      [3, 7],
      [1, 3, 6, 7],
    ],
    [
      [2, 3, 5],
      [2, 5],
    ],
    [
      [5, 129],
      [1, 17, 128],
    ],
    [
      [3, 1301],
      [4, 700],
    ],
  ];

  it.each(shapes)('keeps the largest of %j', (shape, counts) => {
    const units = shape.at(-1)!;
    const size = tf.util.sizeFromShape(shape);
    for (const x of [
      testValues(size),
      coarse(size, 2),
      new Float32Array(size),
      new Float32Array(size).fill(-1),
    ]) {
      for (const k of counts) {
        for (const rectify of [true, false]) {
          const y = tf.tidy(() => topK(tf.tensor(x, shape), k, undefined, { rectify }).arraySync());
          const expected = reference(x, units, k, { rectify });
          expect([y].flat(3)).toEqual([...expected].map((value) => value + 0));
        }
      }
    }
  });

  it.each([0, 1, 4, 9, 11])('keeps only what the mask allows: %i of 11 units', (open) => {
    const mask = Float32Array.from({ length: 11 }, (_, unit) => Number((unit * 4) % 11 < open));
    for (const x of [testValues(44), coarse(44, 3)]) {
      for (const k of [1, 5, 11]) {
        for (const rectify of [true, false]) {
          const y = tf.tidy(() => [
            ...topK(tf.tensor2d(x, [4, 11]), k, tf.tensor1d(mask), { rectify }).dataSync(),
          ]);
          expect(y.map((value) => value + 0)).toEqual(
            [...reference(x, 11, k, { mask, rectify })].map((v) => v + 0),
          );
        }
      }
    }
  });

  it('takes a mask of booleans or integers', () => {
    const x = [3, 2, 1];
    for (const type of ['bool', 'int32'] as const) {
      const y = tf.tidy(() => topK(tf.tensor2d(x, [1, 3]), 1, tf.tensor1d([0, 1, 1], type)).dataSync());
      expect([...y]).toEqual([0, 2, 0]);
    }
  });

  // Apart from each other and from 0 by more than the step of the differences.
  const x = Float64Array.from({ length: 21 }, (_, i) => (((i * 8) % 21) - 9.5) / 10);
  const weights = testValues(21, 0.5, 1.5, 7);
  const mask = [1, 0, 1, 1, 0, 1, 1];

  it.each([
    [3, true, undefined],
    [5, false, undefined],
    [7, true, undefined],
    [2, true, mask],
    [6, false, mask],
  ])(
    'has the first and second derivatives of what is kept (k %i, rectify %s, mask %j)',
    (k, rectify, open) => {
      const settings = { rectify, ...(open && { mask: open }) };
      const loss = (at: Float64Array) =>
        reference(at, 7, k, settings).reduce((sum, y, i) => sum + weights[i]! * (y ** 3 + y), 0);
      const slopes = (at: Float64Array) =>
        reference(at, 7, k, settings).reduce(
          (sum, y, i) => sum + (y === 0 ? 0 : weights[i]! * (3 * y ** 2 + 1)) ** 2,
          0,
        );
      const [first, second] = tf.tidy(() => {
        const allowed = open && tf.tensor1d(open);
        const f = (input: tf.Tensor) => {
          const y = topK(input, k, allowed, { rectify });
          return tf.sum(tf.mul(tf.add(tf.pow(y, 3), y), tf.tensor2d(weights, [3, 7]))) as tf.Scalar;
        };
        const input = tf.tensor2d(Float32Array.from(x), [3, 7]);
        const g = tf.grad(f);
        return [g(input), tf.grad((at: tf.Tensor) => tf.sum(tf.square(g(at))))(input)].map((t) => [
          ...t.dataSync(),
        ]);
      });
      expectAllClose(first!, finiteDifferences(loss, x), { relative: 1e-3, absolute: 1e-4 });
      expectAllClose(second!, finiteDifferences(slopes, x), { relative: 1e-3, absolute: 1e-4 });
      expect(second!.some((slope) => slope !== 0)).toBe(true);
    },
  );

  it('passes the gradient to one of equal values only', () => {
    const slopes = tf.tidy(() => [
      ...tf
        .grad((at: tf.Tensor) => tf.sum(topK(at, 2)))(tf.tensor2d([[2, 5, 2, 2]]))
        .dataSync(),
    ]);
    expect(slopes).toEqual([1, 1, 0, 0]);
  });

  it('takes an empty batch', async () => {
    await expectNoLeak(() => {
      tf.tidy(() => {
        const empty = tf.zeros([0, 5]);
        expect(topK(empty, 2).shape).toEqual([0, 5]);
        expect(tf.grad((at: tf.Tensor) => tf.sum(topK(at, 2)))(empty).shape).toEqual([0, 5]);
      });
    });
  });

  it.each([Number.NaN, Infinity, -Infinity])(
    'shows a row with %d as NaN, and the others as ever',
    (broken) => {
      for (const k of [2, 150, 300]) {
        const x = testValues(900);
        x[300 + 77] = broken;
        const y = tf.tidy(() => [...topK(tf.tensor2d(x, [3, 300]), k).dataSync()]);
        expect(y.slice(300, 600).filter(Number.isNaN)).toHaveLength(k);
        const expected = reference(x, 300, k);
        for (const start of [0, 600])
          expect(y.slice(start, start + 300)).toEqual([...expected.slice(start, start + 300)]);
      }
    },
  );

  it('leaves nothing behind, with gradients or without', async () => {
    await expectNoLeak(() => {
      const input = tf.tensor2d(testValues(12), [3, 4]);
      const open = tf.tensor1d([1, 0, 1, 1]);
      const made = [
        topK(input, 2),
        topK(input, 2, open),
        topK(input, 4),
        tf.grad((at: tf.Tensor) => tf.sum(topK(at, 2, open)))(input),
      ];
      tf.dispose([input, open, ...made]);
    });
  });

  it('refuses impossible counts and masks', () => {
    tf.tidy(() => {
      const input = tf.zeros([2, 5]);
      for (const k of [0, -1, 1.5, Number.NaN, 6]) expect(() => topK(input, k)).toThrow(OptionError);
      expect(() => topK(input, 6)).toThrow('k is 6 of 5 units: give at most 5');
      expect(() => topK(tf.zeros([0, 5]), 6)).toThrow(OptionError);
      expect(() => topK(input, 2, tf.zeros([4]))).toThrow(ShapeError);
    });
  });
});

it('is the same to the bit on every engine, with many equal values', async () => {
  const outputs: number[][] = [];
  const x = coarse(64 * 1000, 5);
  for (const engine of engines) {
    await useBackend(engine);
    outputs.push(tf.tidy(() => [...topK(tf.tensor2d(x, [64, 1000]), 40).dataSync()]));
  }
  expect(outputs[1]).toEqual(outputs[0]);
  expect(outputs[0]).toEqual([...reference(x, 1000, 40)]);
});

describe('TopK', () => {
  const applied = (options: TopKOptions, x: tf.Tensor) =>
    tf.tidy(() => [...(new TopK(options).apply(x) as tf.Tensor).dataSync()]);

  it('is topK, and comes back from its configuration', () => {
    tf.tidy(() => {
      const x = tf.tensor2d([[-1, -3, -2, 4]]);
      expect(applied({ k: 2 }, x)).toEqual([0, 0, 0, 4]);
      expect(applied({ k: 2, rectify: false }, x)).toEqual([-1, 0, 0, 4]);
      const layer = new TopK({ k: 3, rectify: false, name: 'top' });
      expect(applied(layer.getConfig() as unknown as TopKOptions, x)).toEqual([-1, 0, -2, 4]);
      expect(layer.getConfig()).toMatchObject({ k: 3, rectify: false, name: 'top' });
    });
  });

  it('refuses impossible counts, naming both numbers when it is built', () => {
    expect(() => new TopK({ k: 0 })).toThrow(/k is 0/);
    expect(() => new TopK({ k: 2.5 })).toThrow(OptionError);
    const input = tf.input({ shape: [5] });
    expect(() => new TopK({ k: 6, name: 'top' }).apply(input)).toThrow(OptionError);
    expect(() => new TopK({ k: 6, name: 'top' }).apply(input)).toThrow(
      "k of layer 'top' is 6 of 5 units: give at most 5",
    );
    expect(() => new TopK({ k: 2, name: 'top' }).apply(tf.input({ shape: [3, null] }))).toThrow(
      /last axis of known length/,
    );
    expect((new TopK({ k: 5 }).apply(input) as tf.SymbolicTensor).shape).toEqual([null, 5]);
  });
});
