import { expect, it } from 'vitest';
import type { BenchmarkResults, ProfileResult } from '../results.js';
import { figure, markdownTable } from './markdown.js';
import { profileTable, resultTables } from './tables.js';

const timing = { median: 20, best: 18.234, lowerQuartile: 19, upperQuartile: 25, samples: 9 };
const result = { timing, gigaflops: 26.5, productGigaflops: 38, peakMebibytes: 171 };
const results: BenchmarkResults = {
  machine: {
    processor: 'A processor',
    cores: 2,
    memoryGibibytes: 8,
    platform: 'linux x64',
    node: 'v20',
    v8: '11',
    tfjs: '4.22.0',
    pytorch: 'PyTorch 1.13, OpenBLAS SkylakeX',
    pytorchAsInstalled: 'OpenBLAS Prescott',
  },
  unavailable: { webgpu: 'no adapter' },
  workloads: [
    {
      id: 'conv',
      title: 'convolutional',
      gigaflop: 0.73,
      engines: { 'wasm-1': { ...result, timesPyTorch: 1.5 }, 'wasm-stock': 'cannot run: no kernel' },
    },
    {
      id: 'encode',
      title: 'encode',
      gigaflop: 82,
      rows: 1000,
      engines: { 'wasm-1': result, 'pytorch-1': { ...result, timing: { ...timing, median: 8 } } },
    },
  ],
  guard: [],
  products: [{ product: { rows: 512, inner: 512, columns: 512 }, gigaflops: { 'wasm-1': 45.67 } }],
  scaling: {
    batch: [{ value: 64, ours: 9, pytorch: 6, timesPyTorch: 1.5 }],
    width: [{ value: 64, ours: 2 }],
  },
  memory: { samples: [{ step: 5000, residentBytes: 200 * 2 ** 20, tensors: 24 }], peakMebibytes: 210 },
  quickstart: {
    ours: { seconds: 120, epochs: [{ seconds: 120, loss: 110, validationLoss: 104.2 }] },
    pytorch: { seconds: 100, epochs: [{ seconds: 100, loss: 110, validationLoss: 104.1 }] },
    timesPyTorch: 1.2,
    peakMebibytes: 400,
  },
};

it('writes tables and figures', () => {
  expect(markdownTable(['a', 'b'], [['x', '1']])).toBe('| a | b |\n| --- | --: |\n| x | 1 |\n');
  expect([0.01234, 1.5, 99.94, 123.4, 41_988.2, Number.NaN, undefined].map(figure)).toEqual([
    '0.0123',
    '1.50',
    '99.9',
    '123',
    '41,988',
    '–',
    '–',
  ]);
});

it('shows everything that was measured', () => {
  const text = resultTables(results);
  for (const line of [
    'PyTorch 1.13, OpenBLAS SkylakeX (as installed: OpenBLAS Prescott).',
    'Not measured: ours, WebGPU: no adapter.',
    '| ours, 1 thread | 20.0 | 18.2 | 19.0–25.0 | 1.50 | 26.5 | 38.0 | 171 |',
    '| tfjs wasm | cannot run |',
    '- wasm-stock, conv: cannot run: no kernel',
    '| PyTorch, 1 thread | 125,000 | 125,000 |',
    '| 512 × 512 × 512 | 45.7 |',
    '| 64 | 9.00 | 6.00 | 1.50 |',
    '| 64 | 2.00 | – | – |',
    '| 5000 | 200 | 24 |',
    "1.20 times PyTorch's time. Peak memory of ours: 400 MiB.",
  ]) {
    expect(text).toContain(line);
  }
});

it('shows nothing of what was not measured', () => {
  const text = resultTables({ ...results, workloads: [], unavailable: {} });
  expect(text).not.toContain('### Steps');
  expect(text).not.toContain('### Encoding');
  expect(text).not.toContain('Not measured');
});

it('shows where the time of a step goes', () => {
  const profile: ProfileResult = {
    workload: 'dense',
    engine: 'wasm-1',
    gigaflop: 0.4,
    step: 20,
    kernels: [
      { kernel: 'BatchMatMul', calls: 7, milliseconds: 8 },
      { kernel: 'Conv2D', calls: 1, milliseconds: 2 },
      { kernel: 'Add', calls: 3, milliseconds: 5.9 },
      { kernel: 'Reshape', calls: 40, milliseconds: 0.1 },
    ],
  };
  const text = profileTable(profile);
  expect(text).toContain('| BatchMatMul | 7.00 | 8.00 | 40 % |');
  expect(text).toContain('| 1 others | 40.0 | 0.10 | 1 % |');
  expect(text).toContain('| outside of kernels |  | 4.00 | 20 % |');
  expect(text).toContain(
    'Products and convolutions take 50 % of the step, at 40.0 GFLOP/s; everything else 50 %',
  );
});
