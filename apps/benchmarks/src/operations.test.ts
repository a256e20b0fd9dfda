import { expect, it } from 'vitest';
import { operations, productOperations } from './operations.js';
import { quickWorkloads, scalingWorkload, workloads } from './workloads.js';

const byId = (id: string) => workloads.find((workload) => workload.id === id)!;

it('counts the products of a step', () => {
  const kernels = 784 * 512 + 512 * 20 + 20 * 512 + 512 * 784;
  expect(operations(byId('dense'))).toBe(2 * 128 * (3 * kernels - 784 * 512));
  const variational = 784 * 400 + 400 * 40 + 20 * 400 + 400 * 784;
  expect(operations(byId('vae'))).toBe(2 * 128 * (3 * variational - 784 * 400));
  expect(operations(scalingWorkload('batch', 4))).toBe(2 * 4 * 5 * 784 * 512);
});

it('counts the convolutions of a step', () => {
  const outer = 14 * 14 * 9 * 32;
  const inner = 7 * 7 * 9 * 32 * 64;
  expect(operations(byId('conv'))).toBe(2 * 64 * (3 * (2 * outer + 2 * inner) - outer));
});

it('counts the encoder only where rows are encoded', () => {
  expect(operations(byId('encode'))).toBe(2 * 100_000 * (784 * 512 + 512 * 20));
  expect(operations(quickWorkloads.at(-1)!)).toBe(2 * 20_000 * (784 * 512 + 512 * 20));
});

it('counts a product', () => {
  expect(productOperations({ rows: 2, inner: 3, columns: 4 })).toBe(48);
});
