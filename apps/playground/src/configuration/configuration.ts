import type { EngineChoice } from '@autoencoders/app-kit/worker';

/** The data that a run is trained on. */
export type DataChoice =
  | { readonly source: 'mnist' | 'fashion' | 'digits' }
  /** Files of the visitor's own, kept in the browser under `id`. */
  | {
      readonly source: 'table' | 'images';
      readonly id: string;
      readonly title: string;
      /** The column that names the class of each row, where there is one. */
      readonly labelColumn?: string;
    };

/** How to train, as `fit` names it. */
export interface TrainingSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly seed: number;
}

/** All that a run is made of. */
export interface Configuration {
  readonly data: DataChoice;
  /** The variant's name. */
  readonly kind: string;
  /** Options of the variant that differ from its own defaults, without `inputShape`. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly training: TrainingSettings;
  readonly engine: EngineChoice;
}

export const engines: readonly EngineChoice[] = ['auto', 'webgpu', 'wasm', 'cpu'];

/** What a visitor finds at first: quick to train, and its codes can be drawn on a map. */
export const firstConfiguration: Configuration = {
  data: { source: 'mnist' },
  kind: 'variational',
  options: { latentDim: 2, hidden: [256, 128] },
  training: { epochs: 30, batchSize: 64, learningRate: 1e-3, seed: 0 },
  engine: 'auto',
};
