import { expect, it } from 'vitest';
import { kernelShares } from './kernel-shares.js';
import { operations, productOperations } from './operations.js';
import { summarizeMeasured } from './summarize-measured.js';
import { workloads } from './workloads.js';

const workload = workloads.find(({ id }) => id === 'conv')!;

it('gives figures, or the reason why there are none', () => {
  const summary = summarizeMeasured({
    workload,
    times: { 'wasm-1': [[30, 40], [50]], 'pytorch-1': [[20, 20], [25]] },
    products: { 'wasm-1': [[3], [3]], 'pytorch-1': [[1], [1]] },
    failed: { 'wasm-stock': 'no kernel' },
    peakBytes: { 'cpu-stock': 0, 'wasm-1': 150 * 2 ** 20 },
  });
  expect(Object.keys(summary.engines)).toEqual(['cpu-stock', 'wasm-stock', 'wasm-1', 'pytorch-1']);
  expect(summary.engines['cpu-stock']).toContain('left out');
  expect(summary.engines['wasm-stock']).toBe('cannot run: no kernel');
  expect(summary.engines['wasm-1']).toMatchObject({
    timing: { median: 40, best: 30, samples: 3 },
    timesPyTorch: (35 / 20 + 50 / 25) / 2,
    gigaflops: expect.closeTo(operations(workload) / 40e6),
    productGigaflops: expect.closeTo(productOperations(workload.product) / 3e6),
    peakMebibytes: 150,
  });
});

it('tells products and convolutions from all else', () => {
  const kernels = [
    '_FusedMatMul',
    'BatchMatMul',
    'Conv2DBackpropFilter',
    'FusedConv2D',
    'Add',
    'AutoencodersAdam',
  ].map((kernel) => ({ kernel, calls: 1, milliseconds: 1 }));
  expect(kernelShares({ step: 10, kernels })).toEqual({
    products: 0.4,
    others: 0.2,
    outside: expect.any(Number),
  });
  expect(kernelShares({ step: 10, kernels }).outside).toBeCloseTo(0.4);
});
