import { OptionError } from '@autoencoders/errors';
import type { ColumnFlags } from '../load-data.js';
import { positive, whole } from '../numbers.js';
import { refuseGiven } from '../refuse-given.js';

/** Ways to few dimensions. */
export const reductionMethods = ['autoencoder', 'pca', 'lda', 'isomap', 'umap', 'tsne'] as const;
export type ReductionMethod = (typeof reductionMethods)[number];

/** Scalings of data without a model. */
export const scalings = ['auto', 'none', 'standard', 'min-max'] as const;

/** Flags of `reduce`. */
export interface ReduceFlags extends ColumnFlags {
  readonly model?: string;
  readonly package?: string;
  readonly backend: string;
  readonly data?: string;
  readonly out: string;
  readonly method?: ReductionMethod;
  readonly dimensions: string;
  readonly neighbors?: string;
  readonly perplexity?: string;
  readonly seed: string;
  readonly batchSize: string;
  readonly scale?: (typeof scalings)[number];
  readonly measure?: boolean;
  readonly compare?: boolean;
  readonly map?: string;
  readonly report?: string;
  readonly inverse?: string;
  readonly json?: boolean;
}

/** What is asked for, checked. */
export interface ReduceRequest {
  readonly method: ReductionMethod;
  readonly dimensions: number;
  /** Of Isomap and UMAP; left out: 15. */
  readonly neighbors: number | undefined;
  /** Of t-SNE; left out: 30. */
  readonly perplexity: number | undefined;
  readonly seed: number;
  readonly batchSize: number;
}

/** @throws {OptionError} naming a flag and what it was given, or flags that exclude each other. */
export function reduceRequest(flags: ReduceFlags): ReduceRequest {
  const { model, map, inverse, data } = flags;
  const method = flags.method ?? (model === undefined ? 'pca' : 'autoencoder');
  if (method === 'autoencoder' && model === undefined) {
    throw new OptionError("--method is 'autoencoder': name a MODEL, or choose another method");
  }
  if (data === undefined && !(inverse !== undefined && method === 'autoencoder')) {
    throw new OptionError('name the data with --data: only --inverse with the code of a MODEL needs none');
  }
  if (model !== undefined) refuseGiven(flags, ['scale'], 'a MODEL scales data as in its training');
  if (map !== undefined && !/\.(svg|png)$/.test(map)) {
    throw new OptionError(`--map is '${map}': its name must end in .svg or .png`);
  }
  if (inverse !== undefined) {
    const why = '--inverse writes what codes stand for, no coordinates';
    refuseGiven(flags, ['measure', 'compare', 'map', 'report'], why);
    if (method !== 'autoencoder' && method !== 'pca') {
      throw new OptionError(
        `--method is '${method}', which has no way back: --inverse needs autoencoder or pca`,
      );
    }
  }
  if (flags.compare && flags.report === undefined) {
    throw new OptionError('--compare draws maps side by side: name a page for them with --report');
  }
  if (!flags.compare) refuseUnused(flags, method);
  return {
    method,
    dimensions: whole('--dimensions', flags.dimensions, 1),
    neighbors: flags.neighbors === undefined ? undefined : whole('--neighbors', flags.neighbors, 1),
    perplexity: flags.perplexity === undefined ? undefined : positive('--perplexity', flags.perplexity),
    seed: whole('--seed', flags.seed, 0),
    batchSize: whole('--batch-size', flags.batchSize, 1),
  };
}

function refuseUnused(flags: ReduceFlags, method: ReductionMethod): void {
  if (method !== 'isomap' && method !== 'umap') {
    refuseGiven(flags, ['neighbors'], `--neighbors is for isomap and umap, and --method is ${method}`);
  }
  if (method !== 'tsne') {
    refuseGiven(flags, ['perplexity'], `--perplexity is for tsne, and --method is ${method}`);
  }
}
