import { isomap, pca, type Reduction, tsne, umap } from '@autoencoders/classical';
import type { Rows } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { expose } from 'comlink';
import type { ClassicalMethod } from './methods.js';

/** Where a method put the rows. */
export interface Placed {
  /** `x, y` of one row after another. */
  readonly points: Float32Array;
  readonly seconds: number;
  /** What a visitor should know of how it was done. */
  readonly note?: string;
}

/** Told the share that is done. */
type Tell = (fraction: number) => void;

/**
 * A worker of its own, without an engine: the classical methods keep a thread for seconds on end, in which a training
 * could take no step, and most of them can be stopped only with their worker.
 */
const verbs = {
  place: async (method: ClassicalMethod, rows: Rows, tell: Tell): Promise<Placed> => {
    const begin = performance.now();
    const { reduction, note } = await reduced(method, rows, tell);
    const seconds = (performance.now() - begin) / 1000;
    return { points: pairsOf(reduction.embedding), seconds, ...(note === undefined ? {} : { note }) };
  },
};

/** The type of the worker's verbs, for the page. */
export type ClassicalVerbs = typeof verbs;

async function reduced(
  method: ClassicalMethod,
  rows: Rows,
  tell: Tell,
): Promise<{ readonly reduction: Reduction; readonly note?: string }> {
  const [count, width] = rows.shape as [number, number];
  const dimensions = Math.min(2, width);
  let told = 0;
  const onProgress = (done: number, total: number) => {
    if (done < total && performance.now() - told < 100) return;
    told = performance.now();
    tell(done / total);
  };
  switch (method) {
    case 'pca':
      return { reduction: await pca(rows, { dimensions }) };
    case 'umap':
      return {
        reduction: await umap(rows, { dimensions, neighbors: Math.min(15, count - 1), onProgress }),
        note: '15 neighbours',
      };
    case 'tsne': {
      const perplexity = Math.min(30, Math.floor((count - 1) / 3));
      const reduction = await tsne(rows, { dimensions, perplexity, iterations: 500, onProgress });
      return { reduction, note: `perplexity ${perplexity}, 500 iterations` };
    }
    case 'isomap':
      return isomapOfOnePart(rows, dimensions);
  }
}

/** ISOMAP with as many neighbours as it takes for their graph to hold together. */
async function isomapOfOnePart(rows: Rows, dimensions: number) {
  const most = rows.shape[0]! - 1;
  for (let neighbors = Math.min(15, most); ; neighbors = Math.min(2 * neighbors, most)) {
    try {
      return { reduction: await isomap(rows, { dimensions, neighbors }), note: `${neighbors} neighbours` };
    } catch (error) {
      if (!(error instanceof DataError) || neighbors === most) throw error;
    }
  }
}

/** `x, y` of each row; 0 upwards where there is but one value. */
function pairsOf({ values, shape }: Rows): Float32Array {
  if (shape[1] === 2) return values;
  return Float32Array.from({ length: 2 * values.length }, (_, at) => (at % 2 === 0 ? values[at / 2]! : 0));
}

expose(verbs);
