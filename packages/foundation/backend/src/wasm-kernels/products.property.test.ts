import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import type { FusedActivation } from '../kernel-module/product-task.js';
import {
  activationNames,
  type ReferenceSums,
  referenceActivations,
  testSlope,
  worstRounding,
} from './fused-reference.js';

interface Product {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly batchA: number;
  readonly batchB: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly bias: boolean;
  readonly activation: FusedActivation;
  readonly seed: number;
}

/** Sizes of which blocks, strips and panels are filled and just not filled. */
const edges = {
  rows: [129, 130, 131, 260],
  columns: [511, 512, 513],
  depth: [255, 256, 257, 258, 512, 513, 514],
};

const common = {
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
  bias: fc.boolean(),
  activation: fc.constantFrom(...activationNames),
  seed: fc.integer({ min: 1, max: 10_000 }),
};
const one = { batchA: fc.constant<number>(1), batchB: fc.constant<number>(1) };

/** All three sizes small, or one of them at an edge. */
const sizes = (small: number) => {
  const any = fc.integer({ min: 0, max: small });
  const few = { rows: any, columns: any, depth: any };
  const at = (side: 'rows' | 'columns' | 'depth') =>
    fc.record({ ...few, [side]: fc.constantFrom(...edges[side]) } as typeof few);
  return fc.oneof(fc.record(few), at('rows'), at('columns'), at('depth'));
};

const arbitrary = (small: number, batches: typeof one) =>
  fc.tuple(sizes(small), fc.record({ ...common, ...batches })).map(([a, b]): Product => ({ ...a, ...b }));

const batches = fc.constantFrom([1, 1], [3, 3], [1, 4], [4, 1], [0, 0], [2, 2]);

function operands({ rows, columns, depth, batchA, batchB, seed }: Product) {
  return {
    a: testValues(batchA * rows * depth, -1, 1, seed),
    b: testValues(batchB * depth * columns, -1, 1, seed + 1),
    shift: testValues(columns, -1, 1, seed + 2),
  };
}

/** Runs on the engine in use. */
function onEngine(product: Product, { a, b, shift }: ReturnType<typeof operands>): Float32Array {
  const { rows, columns, depth, batchA, batchB, transposeA, transposeB, activation } = product;
  return tf.tidy(() => {
    const left = tf.tensor3d(a, [batchA, ...pair(transposeA, rows, depth)]);
    const right = tf.tensor3d(b, [batchB, ...pair(transposeB, depth, columns)]);
    const result = tf
      .engine()
      .runKernel(
        '_FusedMatMul',
        { a: left, b: right, ...(product.bias ? { bias: tf.tensor1d(shift) } : {}) },
        { transposeA, transposeB, activation, leakyreluAlpha: testSlope },
      ) as tf.Tensor;
    const count = batchA === 0 || batchB === 0 ? 0 : Math.max(batchA, batchB);
    expect(result.shape).toEqual([count, rows, columns]);
    return result.dataSync<'float32'>();
  });
}

function pair(transposed: boolean, first: number, second: number): [number, number] {
  return transposed ? [second, first] : [first, second];
}

/** In double precision, by the definition. */
function reference(product: Product, { a, b, shift }: ReturnType<typeof operands>): ReferenceSums {
  const { rows, columns, depth, batchA, batchB, transposeA, transposeB } = product;
  const batch = Math.min(batchA, batchB) === 0 ? 0 : Math.max(batchA, batchB);
  const values = new Float64Array(batch * rows * columns);
  const magnitudes = new Float64Array(values.length);
  const [stepA, nextA] = transposeA ? [rows, 1] : [1, depth];
  const [stepB, nextB] = transposeB ? [1, depth] : [columns, 1];
  for (let at = 0; at < values.length; at++) {
    const n = Math.floor(at / (rows * columns));
    const row = Math.floor(at / columns) % rows;
    let x = (n % batchA) * rows * depth + row * nextA;
    let y = (n % batchB) * depth * columns + (at % columns) * nextB;
    let sum = product.bias ? shift[at % columns]! : 0;
    let size = Math.abs(sum);
    for (let k = 0; k < depth; k++, x += stepA, y += stepB) {
      const part = a[x]! * b[y]!;
      sum += part;
      size += Math.abs(part);
    }
    values[at] = referenceActivations[product.activation](sum);
    // Where it is near 0, `exp(x) - 1` has the errors of what is near 1.
    magnitudes[at] = product.activation === 'elu' ? size + 1 : size;
  }
  return { values, sizes: magnitudes };
}

function check(product: Product): void {
  const given = operands(product);
  expect(worstRounding(onEngine(product, given), reference(product, given), product.depth)).toBeLessThan(1);
}

describe('matrix products of any size', () => {
  beforeAll(async () => {
    await useBackend('wasm');
  });

  it('are those of double precision, transposed either way, with bias and activation', () => {
    fc.assert(fc.property(arbitrary(70, one), check), { seed: 1, numRuns: 150 });
  });

  it('are right where all sides are at the edges of blocks', () => {
    const sides = fc.record({
      rows: fc.constantFrom(...edges.rows),
      columns: fc.constantFrom(...edges.columns),
      depth: fc.constantFrom(...edges.depth),
    });
    const large = fc
      .tuple(sides, fc.record({ ...common, ...one }))
      .map(([a, b]): Product => ({ ...a, ...b }));
    fc.assert(fc.property(large, check), { seed: 2, numRuns: 6 });
  });

  it('are right for batches, of which one operand may be the same for all', () => {
    const any = batches.chain(([batchA = 1, batchB = 1]) =>
      arbitrary(20, { batchA: fc.constant(batchA), batchB: fc.constant(batchB) }),
    );
    fc.assert(fc.property(any, check), { seed: 3, numRuns: 100 });
  });

  it('are what the activation makes of the bias where nothing is summed', () => {
    for (const activation of activationNames) {
      const sizes = { rows: 3, columns: 5, depth: 0, batchA: 2, batchB: 2, seed: 1 };
      check({ ...sizes, activation, transposeA: false, transposeB: true, bias: true });
      check({ ...sizes, activation, transposeA: true, transposeB: false, bias: false });
    }
  });
});

describe('matrix products with values that are not finite', () => {
  const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

  it('have NaN and infinities where the cpu engine has them', async () => {
    const cases = fc.sample(
      fc.tuple(
        arbitrary(24, one),
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'shift'), fc.nat(), fc.nat(2)), {
          minLength: 1,
          maxLength: 6,
        }),
      ),
      { seed: 4, numRuns: 60 },
    );
    const results: Float32Array[][] = [];
    for (const engine of ['cpu', 'wasm'] as const) {
      await useBackend(engine);
      results.push(
        cases.map(([product, places]) => {
          const given = operands(product);
          for (const [name, index, kind] of places) {
            const values = given[name as keyof typeof given];
            if (values.length > 0) values[index % values.length] = special[kind]!;
          }
          // The cpu engine has no fused tanh.
          const activation = product.activation === 'tanh' ? 'linear' : product.activation;
          return onEngine({ ...product, activation }, given);
        }),
      );
    }
    const kinds = (values: Float32Array) => Array.from(values, (x) => (Number.isFinite(x) ? 0 : x));
    expect(results[1]!.map(kinds)).toEqual(results[0]!.map(kinds));
  });
});
