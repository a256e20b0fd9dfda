import type { DenseNetwork, Product, TrainingTask } from './protocol.js';

/** Something that every engine is timed on. */
export interface Workload {
  readonly id: string;
  readonly title: string;
  readonly kind: 'steps' | 'encode';
  readonly task: TrainingTask;
  /** A matrix product of the size that most of the work is made of, timed beside it. */
  readonly product: Product;
  /** Engines that would take minutes. */
  readonly leftOutOn?: readonly string[];
}

const mnistPixels = 784;

const dense: DenseNetwork = {
  type: 'dense',
  input: mnistPixels,
  hidden: [512],
  code: 20,
  activation: 'relu',
  codeActivation: 'linear',
  loss: 'bernoulli',
};

const hundredThousand = 100_000;

/** The workloads of a full run. */
export const workloads: readonly Workload[] = [
  {
    id: 'dense',
    title: 'dense 784-512-20-512-784, batch 128',
    kind: 'steps',
    task: { network: dense, batch: 128, rows: 4096 },
    product: { rows: 128, inner: 784, columns: 512 },
  },
  {
    id: 'vae',
    title: 'VAE 784-400-20, batch 128',
    kind: 'steps',
    task: {
      network: { type: 'variational', input: mnistPixels, hidden: [400], code: 20 },
      batch: 128,
      rows: 4096,
    },
    product: { rows: 128, inner: 784, columns: 400 },
  },
  {
    id: 'conv',
    title: 'convolutional 1-32-64, batch 64',
    kind: 'steps',
    task: { network: { type: 'convolutional', side: 28, filters: [32, 64] }, batch: 64, rows: 2048 },
    product: { rows: 64 * 49, inner: 9 * 32, columns: 64 },
    leftOutOn: ['cpu-stock'],
  },
  {
    id: 'dec',
    title: 'DEC network 784-500-500-2000-10, batch 256',
    kind: 'steps',
    task: {
      network: { ...dense, hidden: [500, 500, 2000], code: 10, loss: 'squaredError' },
      batch: 256,
      rows: 4096,
    },
    product: { rows: 256, inner: 500, columns: 2000 },
    leftOutOn: ['cpu-stock'],
  },
  {
    id: 'autorec',
    title: 'I-AutoRec 943-500-943, 1,682 items, batch 128',
    kind: 'steps',
    task: {
      network: {
        ...dense,
        input: 943,
        hidden: [],
        code: 500,
        codeActivation: 'sigmoid',
        loss: 'squaredError',
      },
      batch: 128,
      rows: 1682,
    },
    product: { rows: 128, inner: 943, columns: 500 },
  },
  ...[256, 1024].map((batch): Workload => encoding(batch, hundredThousand)),
];

/** The workloads of a quick run, sizes of the full run but for the number of rows encoded. */
export const quickWorkloads: readonly Workload[] = [
  ...workloads.filter(({ id }) => ['dense', 'vae', 'conv'].includes(id)),
  encoding(256, 20_000),
];

/** Batches and widths over which the step's growth is measured. */
export const scaling = {
  batch: [1, 4, 16, 64, 256, 1024, 4096],
  width: [64, 128, 256, 512, 1024, 2048, 4096],
} as const;

/** A step of an autoencoder with one hidden layer of the given width. */
export function scalingWorkload(axis: keyof typeof scaling, value: number): Workload {
  const [batch, width] = axis === 'batch' ? [value, 512] : [128, value];
  return {
    id: `${axis}-${value}`,
    title: `784-${width}-784, batch ${batch}`,
    kind: 'steps',
    task: {
      network: { ...dense, hidden: [], code: width, codeActivation: 'relu' },
      batch,
      // Several batches, so that most steps are within an epoch; no more memory than that needs.
      rows: Math.min(Math.max(32 * batch, 1024), 16_384),
    },
    product: { rows: batch, inner: mnistPixels, columns: width },
  };
}

function encoding(batch: number, rows: number): Workload {
  return {
    id: batch === 256 ? 'encode' : `encode-${batch}`,
    title: `encode ${rows.toLocaleString('en')} rows, 784-512-20, batch ${batch}`,
    kind: 'encode',
    task: { network: dense, batch, rows },
    product: { rows: batch, inner: mnistPixels, columns: 512 },
    leftOutOn: ['cpu-stock'],
  };
}
