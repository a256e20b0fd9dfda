import { expect, it } from 'vitest';
import { betterOf, compareRatios, describeVerdict, type GuardedRatio, guardedRatios } from './guard.js';
import type { Measured } from './measure.js';
import { operations, productOperations } from './operations.js';
import { workloads } from './workloads.js';

const workload = workloads[0]!;
const measured: Measured = {
  workload,
  times: {
    'wasm-stock': [[200, 220], [210]],
    'wasm-1': [[20, 22], [21]],
    'wasm-2': [[10, 11], [10.5]],
    'pytorch-1': [[10], [14]],
  },
  products: { 'wasm-1': [[3], [3]] },
  failed: {},
  peakBytes: {},
};
const ratio = (name: string, value: number): GuardedRatio => ({ name, workload: 'dense', value });

it('guards speed-ups within a run and the share of its own product that a step keeps', () => {
  const found = Object.fromEntries(
    guardedRatios([measured], 'OpenBLAS Zen').map(({ name, value }) => [name, value]),
  );
  expect(found['dense: wasm-1 against wasm-stock']).toBeCloseTo(10);
  expect(found['dense: wasm-2 against wasm-1']).toBeCloseTo(2);
  expect(found['dense: wasm-1 against pytorch-1 (OpenBLAS Zen)']).toBeCloseTo((10 / 21 + 14 / 21) / 2);
  const products = operations(workload) / productOperations(workload.product);
  expect(found['dense: wasm-1 against its own product']).toBeCloseTo((3 / 21) * products);
});

it('needs neither PyTorch nor a second thread', () => {
  const { 'wasm-1': ours, 'wasm-stock': stock } = measured.times;
  const alone = { ...measured, times: { 'wasm-1': ours!, 'wasm-stock': stock! } };
  expect(guardedRatios([alone]).map(({ name }) => name)).toEqual([
    'dense: wasm-1 against wasm-stock',
    'dense: wasm-1 against its own product',
  ]);
});

it('passes up to a loss of 25 % and fails beyond it, or where nothing was measured', () => {
  const failed = (value: number) => compareRatios([ratio('a', value)], [ratio('a', 4)])[0]!.failed;
  expect([5, 4, 3.001, 3].map(failed)).toEqual([false, false, false, false]);
  expect([2.999, 1, 0, Number.NaN].map(failed)).toEqual([true, true, true, true]);
});

it('leaves out what was never committed', () => {
  expect(compareRatios([ratio('a', 1), ratio('b', 1)], [ratio('b', 1)]).map(({ name }) => name)).toEqual([
    'b',
  ]);
});

it('takes the better of two measurements', () => {
  expect(betterOf([ratio('a', 1), ratio('b', 2)], [ratio('a', 3), ratio('b', 1), ratio('c', 1)])).toEqual([
    ratio('a', 3),
    ratio('b', 2),
  ]);
});

it('names ratio, committed and measured value', () => {
  const [verdict] = compareRatios(
    [ratio('dense: wasm-2 against wasm-1', 1)],
    [ratio('dense: wasm-2 against wasm-1', 1.6)],
  );
  expect(describeVerdict(verdict!)).toBe(
    'FAILED: dense: wasm-2 against wasm-1: 1.00, committed 1.60 (-38 %)',
  );
});
