import { DataError } from '@autoencoders/errors';

/**
 * The rank correlation of Spearman: Pearson's of the ranks, where equal values share the mean of theirs.
 *
 * @throws {DataError} when all values of one side are equal, so that there is no order to compare.
 */
export function spearman(x: Sample, y: Sample): number {
  const [a, b] = [ranksOf(x), ranksOf(y)];
  const mean = (a.length + 1) / 2;
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i]! - mean, b[i]! - mean];
    xx += left * left;
    yy += right * right;
    xy += left * right;
  }
  if (xx === 0 || yy === 0) {
    const { name } = xx === 0 ? x : y;
    throw new DataError(`all ${a.length} ${name} are equal: there is no order to compare`);
  }
  return Math.min(1, Math.max(-1, xy / Math.sqrt(xx * yy)));
}

/** Values as they are called in messages. */
interface Sample {
  readonly name: string;
  readonly values: Float64Array;
}

function ranksOf({ values }: Sample): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
