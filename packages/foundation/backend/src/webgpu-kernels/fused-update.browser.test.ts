import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import type { UpdateEntry, UpdateRule } from '../updates/update-rule.js';
import { countDeviceCalls } from './count-device-calls.js';
import { webgpuUpdate } from './fused-update.js';
import { registerWebgpuKernels } from './register.js';
import { webgpuBackend } from './webgpu-backend.js';

const adam = {
  name: 'adam',
  learningRate: 0.05,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
} as const;
const sgd = { name: 'sgd', learningRate: 0.05, momentum: 0, nesterov: false, weightDecay: 0 } as const;

type State = { w: number; m: number; v: number };

/** The rules as their papers have them, for one weight, in double precision. */
function reference(rule: UpdateRule, { w, m, v }: State, g: number): State {
  switch (rule.name) {
    case 'adam': {
      const next = { m: rule.beta1 * m + (1 - rule.beta1) * g, v: rule.beta2 * v + (1 - rule.beta2) * g * g };
      const mean = next.m / (1 - rule.beta1 ** rule.step);
      const root = Math.sqrt(next.v / (1 - rule.beta2 ** rule.step));
      return { ...next, w: w - rule.learningRate * (mean / (root + rule.epsilon) + rule.weightDecay * w) };
    }
    case 'sgd': {
      const change = rule.momentum * m + g;
      const direction = rule.nesterov ? rule.momentum * change + g : change;
      return { m: change, v, w: w - rule.learningRate * (direction + rule.weightDecay * w) };
    }
    case 'rmsProp': {
      const square = rule.decay * v + (1 - rule.decay) * g * g;
      return { m, v: square, w: w - (rule.learningRate * g) / (Math.sqrt(square) + rule.epsilon) };
    }
  }
}

const rules: [string, (step: number) => UpdateRule, number][] = [
  ['adam', (step) => ({ ...adam, step }), 2],
  ['adamW', (step) => ({ ...adam, weightDecay: 0.1, step }), 2],
  ['sgd', () => sgd, 0],
  ['sgd with decay', () => ({ ...sgd, weightDecay: 0.1 }), 0],
  ['momentum', () => ({ ...sgd, momentum: 0.8 }), 1],
  ['nesterov', () => ({ ...sgd, momentum: 0.8, nesterov: true, weightDecay: 0.01 }), 1],
  ['rmsProp', () => ({ name: 'rmsProp', learningRate: 0.05, decay: 0.9, epsilon: 1e-8 }), 1],
];

const zeros = (shape: number[], count: number) =>
  Array.from({ length: count }, () => tf.zeros(shape) as tf.Tensor);

function variableOf(values: ArrayLike<number>, shape = [values.length]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor(Float32Array.from(values), shape)));
}

beforeAll(async () => {
  await useBackend('webgpu');
  registerWebgpuKernels();
});

describe.each(rules)('%s', (_name, ruleAt, slotCount) => {
  it.each([[[]], [[1]], [[257]], [[3, 5, 67]]])('follows its rule in place, in shape %j', async (shape) => {
    await expectNoLeak(async () => {
      const size = tf.util.sizeFromShape(shape);
      const start = testValues(size);
      let expected = Array.from(start, (w): State => ({ w, m: 0, v: 0 }));
      const variable = variableOf(start, shape);
      const slots = zeros(shape, slotCount);
      const data = [variable, ...slots].map(({ dataId }) => dataId);
      for (let step = 1; step <= 4; step++) {
        const g = testValues(size, -2, 2, step);
        const gradient = tf.tensor(g, shape);
        webgpuUpdate(ruleAt(step), [{ variable, gradient, slots }]);
        gradient.dispose();
        expected = expected.map((state, i) => reference(ruleAt(step), state, g[i]!));
      }
      expect([variable, ...slots].map(({ dataId }) => dataId)).toEqual(data);
      expectAllClose(
        await variable.data(),
        expected.map(({ w }) => w),
        { relative: 1e-5, absolute: 2e-6 },
      );
      tf.dispose([variable, ...slots]);
    });
  });

  it('takes one dispatch a variable, reads nothing back, and compiles once for all numbers', () => {
    const entries: UpdateEntry[] = [[4, 3], [3], []].map((shape) => ({
      variable: tf.tidy(() => tf.variable(tf.zeros(shape))),
      gradient: tf.ones(shape),
      slots: zeros(shape, slotCount),
    }));
    webgpuUpdate(ruleAt(1), entries);
    const calls = countDeviceCalls(() => webgpuUpdate({ ...ruleAt(2), learningRate: 0.01 }, entries));
    expect(calls).toEqual({ dispatches: 3, readBacks: 0, uploadedBytes: 0, compilations: 0 });
    for (const { variable, gradient, slots } of entries) tf.dispose([variable, gradient, ...slots]);
  });
});

describe('in place', () => {
  const values = [1, -2, 3];
  let variable: tf.Variable;
  let gradient: tf.Tensor;
  let slots: tf.Tensor[];
  const update = (step = 1, g = gradient) =>
    webgpuUpdate({ ...adam, step }, [{ variable, gradient: g, slots }]);

  beforeEach(() => {
    variable = variableOf(values);
    gradient = tf.tensor1d([1, 1, -1]);
    slots = zeros([3], 2);
    return () => tf.dispose([variable, gradient, ...slots]);
  });

  it('leaves clones and reshapes of the variable and of a moment as they were', async () => {
    await expectNoLeak(async () => {
      const [clone, reshaped, moment] = [variable.clone(), tf.reshape(variable, [3, 1]), slots[0]!.clone()];
      update();
      update(2);
      expect([...(await clone.data())]).toEqual(values);
      expect([...(await reshaped.data())]).toEqual(values);
      expect([...(await moment.data())]).toEqual([0, 0, 0]);
      expectAllClose(await variable.data(), [0.9, -2.1, 3.1], { absolute: 1e-5 });
      expectAllClose(await slots[0]!.data(), [1.9, 1.9, -1.9], { absolute: 1e-5 });
      tf.dispose([clone, reshaped, moment]);
    });
  });

  it('copies once: after that the variable is alone with its data', () => {
    const clone = variable.clone();
    update();
    expect(countDeviceCalls(() => update(2)).dispatches).toBe(1);
    clone.dispose();
  });

  it('keeps apart moments that start as one', async () => {
    tf.dispose(slots);
    slots = [tf.zeros([3])];
    slots.push(slots[0]!.clone());
    gradient = tf.tensor1d([2, 2, 2]);
    update();
    expect([...(await slots[0]!.data())]).toEqual([2, 2, 2]);
    expect([...(await slots[1]!.data())]).toEqual([4, 4, 4]);
  });

  it('takes the variable itself for a gradient', async () => {
    await expectNoLeak(() => webgpuUpdate(sgd, [{ variable, gradient: variable, slots: [] }]));
    expectAllClose(
      await variable.data(),
      values.map((w) => 0.95 * w),
    );
  });

  it('gives a reader the values of the moment', async () => {
    expect([...(await variable.data())]).toEqual(values);
    update();
    const during = variable.data();
    update(2);
    expectAllClose(await during, [0.95, -2.05, 3.05], { absolute: 1e-5 });
    expectAllClose(await variable.data(), [0.9, -2.1, 3.1], { absolute: 1e-5 });
  });

  it('takes data that another engine has made', async () => {
    tf.dispose([variable, gradient, ...slots]);
    await useBackend('cpu');
    variable = variableOf(values);
    gradient = tf.tensor1d([1, 1, -1]);
    slots = zeros([3], 2);
    const clone = variable.clone();
    await useBackend('webgpu');
    update();
    expectAllClose(await variable.data(), [0.95, -2.05, 3.05], { absolute: 1e-5 });
    expect([...(await clone.data())]).toEqual(values);
    clone.dispose();
  });

  it('passes NaN and infinity on, to their own weights only', async () => {
    gradient = tf.tensor1d([Number.NaN, 1, Number.POSITIVE_INFINITY]);
    update();
    expectAllClose((await variable.data()).subarray(1, 2), [-2.05]);
    expect([...(await variable.data())].map(Number.isNaN)).toEqual([true, false, true]);
    expect([...(await slots[1]!.data())]).toEqual([Number.NaN, 1, Number.POSITIVE_INFINITY]);
  });

  it('does nothing to what is empty', () => {
    const empty = { variable: tf.variable(tf.zeros([2, 0])), gradient: tf.zeros([2, 0]), slots: [] };
    expect(countDeviceCalls(() => webgpuUpdate(sgd, [empty])).dispatches).toBe(0);
  });
});

it('spreads a large variable over several rows of groups', async () => {
  const { device } = webgpuBackend();
  // A property of the object itself hides the adapter's: 3 groups of 256 to a row.
  Object.defineProperty(device, 'limits', {
    configurable: true,
    value: { maxComputeWorkgroupsPerDimension: 3, maxStorageBuffersPerShaderStage: 8 },
  });
  const variable = variableOf(new Float32Array(2000).fill(1));
  const gradient = tf.tensor1d(testValues(2000));
  webgpuUpdate({ ...sgd, learningRate: 1 }, [{ variable, gradient, slots: [] }]);
  delete (device as { limits?: unknown }).limits;
  expectAllClose(
    await variable.data(),
    testValues(2000).map((g) => 1 - g),
  );
  tf.dispose([variable, gradient]);
});
