import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { unshared, updateInPlace } from './update-in-place.js';
import type { UpdateEntry, UpdateRule } from './update-rule.js';
import { referenceState, referenceUpdate } from './update-rules-reference.js';

const adam = {
  name: 'adam',
  learningRate: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
  weightDecay: 0,
} as const;
const sgd = { name: 'sgd', learningRate: 0.1, momentum: 0, nesterov: false, weightDecay: 0 } as const;
const rmsProp = { name: 'rmsProp', learningRate: 0.01, decay: 0.9, epsilon: 1e-7 } as const;

/** The rule of each step, and how many moments it has. */
const rules: Record<string, { rule: (step: number) => UpdateRule; slots: number }> = {
  adam: { rule: (step) => ({ ...adam, step }), slots: 2 },
  'adam with weight decay': { rule: (step) => ({ ...adam, weightDecay: 0.3, step }), slots: 2 },
  'adam with other moments, a large epsilon': {
    rule: (step) => ({ ...adam, beta1: 0, beta2: 0.9, epsilon: 0.1, step }),
    slots: 2,
  },
  sgd: { rule: () => sgd, slots: 0 },
  'sgd with momentum': { rule: () => ({ ...sgd, momentum: 0.9 }), slots: 1 },
  'sgd with the momentum of Nesterov': { rule: () => ({ ...sgd, momentum: 0.8, nesterov: true }), slots: 1 },
  'sgd with weight decay': { rule: () => ({ ...sgd, weightDecay: 0.2 }), slots: 0 },
  'sgd with everything': {
    rule: () => ({ ...sgd, momentum: 0.5, nesterov: true, weightDecay: 0.1 }),
    slots: 1,
  },
  rmsProp: { rule: () => rmsProp, slots: 1 },
};

const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1000];
const steps = 20;

/** Every variable's values after all steps; of each step the gradients depend on nothing. */
function train(name: string): Float32Array[] {
  const { rule, slots } = rules[name]!;
  const variables = sizes.map((size, i) =>
    tf.tidy(() => tf.variable(tf.tensor1d(testValues(size, -1, 1, i + 1)))),
  );
  const moments = sizes.map((size) => Array.from({ length: slots }, () => tf.zeros([size])));
  for (let step = 1; step <= steps; step++) {
    const gradients = sizes.map((size, i) => tf.tensor1d(gradientAt(step, size, i)));
    const entries = variables.map(
      (variable, i): UpdateEntry => ({ variable, gradient: gradients[i]!, slots: moments[i]! }),
    );
    expect(updateInPlace(rule(step), entries)).toBe(true);
    tf.dispose(gradients);
  }
  const values = variables.map((variable) => variable.dataSync<'float32'>());
  tf.dispose([...variables, ...moments.flat()]);
  return values;
}

function gradientAt(step: number, size: number, variable: number): Float32Array {
  const values = testValues(size, -2, 2, 100 * step + variable);
  // Among ordinary slopes one that is 0 and one that is small.
  if (size > 4) values.set([0, 1e-5], 3);
  return values;
}

beforeEach(async () => {
  await useBackend('wasm');
});

describe('updateInPlace on wasm', () => {
  it.each(Object.keys(rules))('%s is the rule in double precision', async (name) => {
    await expectNoLeak(() => {
      const actual = train(name);
      for (const [i, size] of sizes.entries()) {
        const state = referenceState(testValues(size, -1, 1, i + 1));
        for (let step = 1; step <= steps; step++) {
          referenceUpdate(rules[name]!.rule(step), state, gradientAt(step, size, i));
        }
        // A rounding of the values in each step.
        expectAllClose(actual[i]!, state.values, { relative: 2e-6, absolute: 2e-6 });
      }
    });
  });

  it('writes nothing behind a variable', async () => {
    const backend = tf.backend() as unknown as {
      readonly wasm: { readonly HEAPU8: Uint8Array };
      getMemoryOffset(dataId: object): number;
    };
    for (const { rule, slots } of Object.values(rules)) {
      for (const size of sizes.slice(0, 9)) {
        const variable = tf.tidy(() => tf.variable(tf.tensor1d(testValues(size))));
        const gradient = tf.tensor1d(testValues(size, -1, 1, 2));
        const moments = Array.from({ length: slots }, () => tf.zeros([size]));
        const behind = () =>
          [variable, ...moments].map(({ dataId }) => {
            const end = backend.getMemoryOffset(dataId) + 4 * size;
            return [...backend.wasm.HEAPU8.subarray(end, end + 4 * (4 - (size % 4 || 4)))];
          });
        const before = behind();
        updateInPlace(rule(1), [{ variable, gradient, slots: moments }]);
        expect(behind()).toEqual(before);
        tf.dispose([variable, gradient, ...moments]);
      }
    }
  });

  it('leaves a clone and a reshaped view their values', async () => {
    await expectNoLeak(() => {
      const variable = tf.tidy(() =>
        tf.variable(
          tf.tensor2d([
            [1, 2],
            [3, 4],
          ]),
        ),
      );
      const clone = tf.clone(variable);
      const view = tf.reshape(variable, [4]);
      const gradient = tf.ones([2, 2]);
      for (let step = 0; step < 2; step++) updateInPlace(sgd, [{ variable, gradient, slots: [] }]);
      expectAllClose(variable.dataSync(), [0.8, 1.8, 2.8, 3.8]);
      expect([...clone.dataSync()]).toEqual([1, 2, 3, 4]);
      expect([...view.dataSync()]).toEqual([1, 2, 3, 4]);
      clone.dispose();
      view.dispose();
      updateInPlace(sgd, [{ variable, gradient, slots: [] }]);
      expectAllClose(variable.dataSync(), [0.7, 1.7, 2.7, 3.7]);
      tf.dispose([variable, gradient]);
    });
  });

  it('takes a gradient that is the variable itself, as that of half the squares is', async () => {
    await expectNoLeak(() => {
      const variable = tf.tidy(() => tf.variable(tf.tensor1d([1, -2, 3, 4, 5])));
      const gradient = tf.clone(variable);
      updateInPlace(sgd, [{ variable, gradient, slots: [] }]);
      expectAllClose(variable.dataSync(), [0.9, -1.8, 2.7, 3.6, 4.5]);
      expect([...gradient.dataSync()]).toEqual([1, -2, 3, 4, 5]);
      tf.dispose([variable, gradient]);
    });
  });

  // Its kernels keep weights in an order of their own, for as long as the data is registered.
  it('lets kernels of tfjs see the new weights', async () => {
    await expectNoLeak(() => {
      const x = tf.tensor2d([
        [-1, -1, -1],
        [-2, 1, -3],
      ]);
      const variable = tf.tidy(() => tf.variable(tf.tensor1d([1, 2, 3])));
      const through = () => {
        const y = tf.prelu<tf.Tensor>(x, variable);
        const values = y.dataSync();
        y.dispose();
        return [...values];
      };
      expect(through()).toEqual([-1, -2, -3, -2, 1, -9]);
      const gradient = tf.tensor1d([-10, -10, -10]);
      updateInPlace(sgd, [{ variable, gradient, slots: [] }]);
      expect(through()).toEqual([-2, -3, -4, -4, 1, -12]);
      tf.dispose([x, variable, gradient]);
    });
  });

  it('has nothing to do where there is nothing', () => {
    const variable = tf.tidy(() => tf.variable(tf.zeros([0, 3])));
    const gradient = tf.zeros([0, 3]);
    expect(updateInPlace(sgd, [])).toBe(true);
    expect(updateInPlace(sgd, [{ variable, gradient, slots: [] }])).toBe(true);
    tf.dispose([variable, gradient]);
  });

  it('leaves integers, and every engine but its own, to composed operations', async () => {
    const whole = tf.tidy(() => tf.variable(tf.tensor1d([1], 'int32')));
    const gradient = tf.tensor1d([1]);
    expect(updateInPlace(sgd, [{ variable: whole, gradient, slots: [] }])).toBe(false);
    expect([...whole.dataSync()]).toEqual([1]);
    tf.dispose([whole, gradient]);
    await useBackend('cpu');
    const variable = tf.tidy(() => tf.variable(tf.tensor1d([1])));
    const slope = tf.tensor1d([1]);
    expect(updateInPlace(sgd, [{ variable, gradient: slope, slots: [] }])).toBe(false);
    expect([...variable.dataSync()]).toEqual([1]);
    tf.dispose([variable, slope]);
  });
});

describe.each(['cpu', 'wasm'] as const)('unshared on %s', (engine) => {
  it('is the tensor itself, or a copy of what others hold too', async () => {
    await useBackend(engine);
    await expectNoLeak(() => {
      const alone = tf.tensor1d([1, 2]);
      expect(unshared(alone)).toBe(alone);
      const held = tf.clone(alone);
      const copy = unshared(held);
      expect(held.isDisposed).toBe(true);
      expect(copy.dataId).not.toBe(alone.dataId);
      expect([...copy.dataSync()]).toEqual([1, 2]);
      expect([...alone.dataSync()]).toEqual([1, 2]);
      tf.dispose([alone, copy]);
    });
  });
});
