import type { RandomSource } from '@autoencoders/backend';
import type { Application, Callback, FitOptions, History, Phase } from '@autoencoders/core';
import type { Dataset, Rows } from '@autoencoders/data';
import type * as tf from '@tensorflow/tfjs';

/** How far `fit` has come. */
export interface GeneratorProgress {
  readonly stage: 'encode' | 'fit';
  /** Examples encoded; of a sampler that is trained, steps taken. */
  readonly done: number;
  /** Of how many, where that is known. */
  readonly total?: number;
}

/**
 * How `fit` of a generator goes through the data: `batchSize` and `signal`, and of the sampler `'two-stage'` all that
 * core's `fit` takes.
 */
export interface GeneratorFitOptions extends Partial<FitOptions> {
  /** Called as it goes on. */
  readonly onProgress?: (progress: GeneratorProgress) => void;
}

/** What `fit` of a generator did. */
export interface GeneratorFit {
  /** How many codes the sampler was fitted to; 0 of one that is not fitted. */
  readonly codes: number;
  /** Of a sampler that is trained. */
  readonly history?: History;
}

/** What was saved of a source. */
export interface SavedSource {
  readonly networks: Readonly<Record<string, tf.LayersModel>>;
  readonly state: ReadonlyMap<string, tf.Tensor>;
}

/** Where a generator's codes come from, with what was fitted. Codes are flat, `[count, width]`. */
export interface CodeSource {
  /** Whether codes can be drawn. */
  readonly ready: boolean;
  /** Its own networks by role. */
  readonly networks: Readonly<Record<string, tf.LayersModel>>;
  readonly phases: readonly Phase[];
  readonly callbacks: readonly Callback[];
  readonly state: Readonly<Record<string, tf.Variable>>;
  /** Fits to the codes of the data; `trained` is what core's `fit` may train. */
  fit(data: Dataset | tf.Tensor, options: GeneratorFitOptions, trained: Application): Promise<GeneratorFit>;
  draw(count: number, random: RandomSource): Promise<Rows>;
  /** `[count]`, in nats; left out where there is no density. */
  readonly logDensity: ((codes: Rows, random: RandomSource) => Promise<Float64Array>) | undefined;
  /** Test figures of each example. */
  figures(x: tf.Tensor, random: RandomSource): Readonly<Record<string, tf.Tensor1D>>;
  /**
   * Takes what was saved; the tensors and networks stay the caller's.
   *
   * @throws {ModelFormatError} when it does not fit the options.
   */
  restore(saved: SavedSource): Promise<void>;
  dispose(): void;
}
