import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeBackend, randomSource, rowsTensor, updateInPlace, useBackend } from '../index.js';
import { ownKernels } from '../operations/kernel-names.js';

/** Ends the engine, so that the next call starts another; what is known of the machine is asked anew. */
function forgetEngine(): void {
  const factory = tf.findBackendFactory('wasm');
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', factory);
  tf.env().set('WASM_HAS_SIMD_SUPPORT', true);
}

const tensor = (shape: number[], seed = 1) =>
  tf.tensor(testValues(tf.util.sizeFromShape(shape), -1, 1, seed), shape);
const own = (name: string, inputs: tf.NamedTensorMap) => tf.engine().runKernel(name, inputs) as tf.Tensor;

/** Something of everything that the module computes where it is at work. */
const work: Record<string, () => tf.Tensor[]> = {
  products: () => [
    tf.matMul(tensor([5, 7]), tensor([3, 7], 2), false, true),
    tf.matMul(tensor([7, 5]), tensor([3, 7], 2), true, true),
    tf.matMul(tensor([2, 7, 5]), tensor([1, 7, 3], 2), true, false),
    tf.fused.matMul({
      a: tensor([7, 5]),
      b: tensor([7, 3], 2),
      transposeA: true,
      bias: tensor([3], 3),
      activation: 'elu',
    }) as tf.Tensor,
  ],
  'convolutions and their gradients': () => {
    const loss = (a: tf.Tensor, b: tf.Tensor) =>
      tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 2, 'same')));
    return tf.grads(loss)([tensor([2, 7, 6, 3]), tensor([3, 3, 3, 4], 2)]);
  },
  'transposed convolutions': () => [
    tf.conv2dTranspose(
      tensor([2, 4, 3, 4]) as tf.Tensor4D,
      tensor([3, 3, 2, 4], 2) as tf.Tensor4D,
      [2, 8, 6, 2],
      2,
      'same',
    ),
  ],
  'depthwise convolutions': () => {
    const loss = (a: tf.Tensor, b: tf.Tensor) =>
      tf.sum(tf.square(tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'same')));
    return tf.grads(loss)([tensor([2, 5, 6, 3]), tensor([3, 3, 3, 2], 2)]);
  },
  'functions of each value': () => {
    const x = tensor([3, 11]).mul(4);
    return [tf.relu(x), tf.relu6(x), tf.leakyRelu(x, 0.3), tf.sigmoid(x), tf.elu(x), tf.tanh(x)].concat([
      tf.exp(x),
      tf.softplus(x),
      tf.step(x),
      tf.square(x),
    ]);
  },
  'operations of two': () => {
    const [a, b] = [tensor([3, 4, 5]), tensor([4, 1], 2)];
    return [tf.add(a, b), tf.sub(b, a), tf.mul(a, b), tf.div(a, b), tf.squaredDifference(a, b)].concat([
      tf.maximum(a, b),
      tf.minimum(a, b),
    ]);
  },
  'sums and means, and their gradients': () => [
    tf.sum(tensor([3, 4, 5]), [0, 1]),
    tf.mean(tensor([3, 4, 5]), 2, true),
    tf.grad((x: tf.Tensor) => tf.sum(tf.square(tf.mean(x, 1))))(tensor([3, 4])),
  ],
  'rows and their gradient': () => {
    const rows = tf.tensor1d([3, 0, 3], 'int32');
    return [
      tf.grad((x: tf.Tensor) => tf.sum(tf.square(tf.gather(x, rows))))(tensor([5, 3])),
      rowsTensor({ values: Uint8Array.of(1, 2, 3, 4), width: 2, scale: 0.5 }, [1, 0], [2]),
    ];
  },
  'the own kernels': () => {
    const [x, y, dy] = [tensor([3, 5]), tensor([3, 5], 2), tensor([3, 5], 3)];
    const names = [own(ownKernels.crossEntropy, { labels: x, logits: y })];
    return names.concat([
      own(ownKernels.crossEntropyGradient, { labels: x, logits: y, dy }),
      own(ownKernels.reluGradient, { x, dy }),
      own(ownKernels.gaussianKl, { mean: x, logVariance: y }),
      own(ownKernels.gaussianKlGradient, { logVariance: y, dy }),
    ]);
  },
};

/** The same in operations that no engine of this package has touched, where `cpu` lacks a kernel. */
const onCpu: typeof work = {
  ...work,
  'the own kernels': () => {
    const [x, y, dy] = [tensor([3, 5]), tensor([3, 5], 2), tensor([3, 5], 3)];
    return [
      tf.sub(tf.softplus(y), tf.mul(x, y)),
      tf.mul(tf.sub(tf.sigmoid(y), x), dy),
      tf.mul(dy, tf.step(x)),
      tf.mul(0.5, tf.sub(tf.add(tf.square(x), tf.exp(y)), tf.add(y, 1))),
      tf.mul(tf.mul(0.5, dy), tf.sub(tf.exp(y), 1)),
    ];
  },
};

async function expectRight(): Promise<void> {
  const wasm = Object.keys(work).map((name) => valuesOf(work[name]!));
  const { reason: _, ...before } = describeBackend();
  await useBackend('cpu');
  for (const [i, name] of Object.keys(work).entries()) {
    const expected = valuesOf(onCpu[name]!);
    expect(wasm[i]!.length, name).toBe(expected.length);
    for (const [j, values] of expected.entries()) {
      expectAllClose(wasm[i]![j]!, values, { relative: 1e-4, absolute: 1e-5 });
    }
  }
  await useBackend('wasm');
  expect(describeBackend()).toMatchObject(before);
}

function valuesOf(make: () => tf.Tensor[]): Float32Array[] {
  return tf.tidy(() => make().map((result) => result.dataSync<'float32'>()));
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  forgetEngine();
});

describe('where the module cannot run', () => {
  it('training goes on with the kernels of tfjs, and one warning says so', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    for (let call = 0; call < 2; call++) {
      expect(await useBackend('wasm')).toMatchObject({
        engine: 'wasm',
        kernels: 'stock',
        threads: 1,
        missingKernels: [],
      });
    }
    expect(warn).toHaveBeenCalledOnce();
    expect(warn.mock.calls[0]![0]).toMatch(/slower kernels of tfjs: this engine has no WebAssembly SIMD/);
    await expectNoLeak(expectRight);
    await expectNoLeak(() => {
      const draws = [randomSource(3).normal('n', [5]), randomSource(3).uniform('u', [5])];
      expect(draws.map(({ shape }) => shape)).toEqual([[5], [5]]);
      tf.dispose(draws);
      const variable = tf.tidy(() => tf.variable(tf.tensor1d([1])));
      const gradient = tf.tensor1d([1]);
      const rule = { name: 'sgd', learningRate: 1, momentum: 0, nesterov: false, weightDecay: 0 } as const;
      expect(updateInPlace(rule, [{ variable, gradient, slots: [] }])).toBe(false);
      tf.dispose([variable, gradient]);
    });
    expect(warn).toHaveBeenCalledOnce();
  });

  it('more threads than one are not to be had, and nothing else is said', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    expect(await useBackend('wasm', { threads: 3 })).toMatchObject({ kernels: 'stock', threads: 1 });
    // Said before, by the test above.
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('where the module runs', () => {
  it('AUTOENCODERS_RELAXED_SIMD=0 keeps to plain SIMD', async () => {
    vi.stubEnv('AUTOENCODERS_RELAXED_SIMD', '0');
    expect(await useBackend('wasm')).toMatchObject({ kernels: 'plain', missingKernels: [] });
    await expectRight();
  });

  it('takes what the engine has otherwise', async () => {
    expect(await useBackend('wasm')).toMatchObject({ kernels: expect.stringMatching(/^(relaxed|plain)$/) });
    await expectRight();
  });

  it('goes on with one thread where helpers cannot start, and says so once', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const getModule = process.getBuiltinModule.bind(process);
    vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) => {
      if (name !== 'node:worker_threads') return getModule(name);
      return {
        Worker: class {
          constructor() {
            throw new Error('no more threads');
          }
        },
      };
    }) as typeof process.getBuiltinModule);
    for (let call = 0; call < 2; call++) {
      const description = await useBackend('wasm', { threads: 2 });
      expect(description.threads).toBe(1);
      expect(description.kernels).not.toBe('stock');
    }
    expect(warn).toHaveBeenCalledOnce();
    expect(warn.mock.calls[0]![0]).toMatch(/one thread only: no more threads/);
    await expectRight();
  });
});
