import { checkInteger, OptionError } from '@autoencoders/errors';
import type { TrainingLength } from '../fit-with-bar.js';
import type { ColumnFlags } from '../load-data.js';
import { positive, whole } from '../numbers.js';
import type { ModelFlags } from '../open-model.js';
import { refuseGiven } from '../refuse-given.js';

/** Ways to cluster codes as they are, and those that train the autoencoder towards clusters. */
export const codeMethods = ['k-means', 'gaussian-mixture'] as const;
export const deepMethods = ['dec', 'idec', 'dcn'] as const;
export const criteria = ['silhouette', 'bic'] as const;

export type CodeMethod = (typeof codeMethods)[number];
export type DeepMethod = (typeof deepMethods)[number];
type Criterion = (typeof criteria)[number];

/** Flags of `cluster`. */
export interface ClusterFlags extends ModelFlags, ColumnFlags {
  readonly data: string;
  readonly out: string;
  readonly clusters?: string;
  readonly by?: Criterion;
  readonly method?: CodeMethod | DeepMethod;
  readonly umap?: boolean;
  readonly epochs?: string;
  readonly batchSize: string;
  readonly learningRate?: string;
  readonly seed?: string;
  readonly save?: string;
  readonly report?: string;
  readonly json?: boolean;
}

/** What a new clustering is asked for. */
export type ClusterRequest =
  | {
      readonly method: CodeMethod;
      readonly clusters: number | { readonly from: number; readonly to: number; readonly by: Criterion };
      readonly umap: boolean;
      readonly seed: number;
    }
  | { readonly method: DeepMethod; readonly clusters: number; readonly length: TrainingLength };

/** @throws {OptionError} naming a flag and what it was given, or flags that exclude each other. */
export function clusterRequest(flags: ClusterFlags): ClusterRequest {
  const { method = 'k-means' } = flags;
  const clusters = clustersOf(flags);
  const seed = whole('--seed', flags.seed ?? '0', 0);
  const batchSize = whole('--batch-size', flags.batchSize, 1);
  if (isDeep(method)) {
    refuseGiven(flags, ['umap', 'by'], `--method ${method} clusters the code that it trains`);
    if (typeof clusters !== 'number') {
      throw new OptionError(`--clusters is '${flags.clusters}' with --method ${method}: give one number`);
    }
    const epochs = whole('--epochs', flags.epochs ?? '20', 1);
    const learningRate = positive('--learning-rate', flags.learningRate ?? '0.001');
    return { method, clusters, length: { epochs, batchSize, learningRate, seed } };
  }
  refuseGiven(flags, ['epochs', 'learningRate'], `--method ${method} trains nothing`);
  return { method, clusters, umap: flags.umap === true, seed };
}

function isDeep(method: string): method is DeepMethod {
  return (deepMethods as readonly string[]).includes(method);
}

function clustersOf({ clusters = '10', by, method = 'k-means' }: ClusterFlags) {
  const range = /^(\d+)\.\.(\d+)$/.exec(clusters.trim());
  if (!range) {
    if (by !== undefined) {
      throw new OptionError(
        `--by chooses among numbers of clusters, and --clusters is '${clusters}': give a range such as 2..15`,
      );
    }
    if (!/^\d+$/.test(clusters.trim())) {
      throw new OptionError(`--clusters is '${clusters}': give a number, or a range such as 2..15`);
    }
    return whole('--clusters', clusters, 1);
  }
  const [from, to] = [Number(range[1]), Number(range[2])];
  const criterion = by ?? 'silhouette';
  if (criterion === 'bic' && method !== 'gaussian-mixture') {
    throw new OptionError(`--by is 'bic', which needs a likelihood: add --method gaussian-mixture`);
  }
  checkInteger('--clusters begins at', from, criterion === 'bic' ? 1 : 2);
  checkInteger('--clusters ends at', to, from);
  return { from, to, by: criterion };
}
