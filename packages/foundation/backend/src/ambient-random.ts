import { randomSource } from './random.js';
import type { RandomSource } from './random-source.js';

let ambient: RandomSource | undefined;
let outside = 0;

/**
 * Runs synchronous `work` with `source` as what noise, dropout and sampling layers draw from. `fit` wraps each
 * step in it, so that such layers repeat in a resumed run.
 */
export function withRandomSource<Result>(source: RandomSource, work: () => Result): Result {
  const before = ambient;
  ambient = source;
  try {
    return work();
  } finally {
    ambient = before;
  }
}

/** The source in force; outside `withRandomSource`, the next of a sequence that begins anew in each process. */
export function currentRandomSource(): RandomSource {
  return ambient ?? randomSource(0, outside++);
}
