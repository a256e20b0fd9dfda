import { randomPermutation } from '@autoencoders/backend';
import { largestOfEachRow, type Rows, takeRows } from '@autoencoders/data';
import { nearestNeighbors } from '@autoencoders/metrics';

/** Nearest references that vote on the cluster of a code. */
export const voters = 5;

/** Codes whose clusters are known. */
export interface References {
  /** `[references, width]` */
  readonly codes: Rows;
  /** The cluster of each. */
  readonly labels: ArrayLike<number>;
  readonly clusters: number;
}

/**
 * At most `count` codes with their clusters: all of them, or a random part of each cluster in proportion to its size,
 * yet no fewer than vote.
 *
 * @param codes `[examples, width]`
 * @param labels the cluster of each; each cluster has one code at least
 * @param count at least {@link voters} for each cluster
 */
export function referencesOf(
  codes: Rows,
  labels: Int32Array,
  { count, seed }: { readonly count: number; readonly seed: number },
): References {
  const clusters = largestLabel(labels) + 1;
  const examples = codes.shape[0]!;
  if (examples <= count) return { codes, labels, clusters };
  const sizes = clusterSizes(labels, clusters);
  const fewest = sizes.map((size) => Math.min(size, voters));
  const spare = count - sum(fewest);
  const left = sizes.map((size, cluster) => {
    const others = size - fewest[cluster]!;
    return fewest[cluster]! + Math.floor((spare * others) / (examples - sum(fewest)));
  });
  const rows = randomPermutation(examples, seed, 'references').filter((row) => left[labels[row]!]!-- > 0);
  rows.sort();
  return { codes: takeRows(codes, rows), labels: Int32Array.from(rows, (row) => labels[row]!), clusters };
}

/**
 * The share of each cluster in the votes of the nearest references, each of weight `1 / distance`: one that coincides
 * with a code decides alone.
 *
 * @param codes `[batch, width]`; left out: the references themselves, each judged by the others
 * @returns `[batch, clusters]`; each row sums to 1
 */
export async function votes(
  { codes: references, labels, clusters }: References,
  codes?: Rows,
): Promise<Rows> {
  const others = references.shape[0]! - (codes ? 0 : 1);
  const k = Math.min(voters, others);
  const { indices, distances } = await nearestNeighbors(references, k, codes ? { queries: codes } : {});
  const rows = indices.length / k;
  const values = new Float32Array(rows * clusters);
  for (let row = 0; row < rows; row++) {
    const farthest = distances[row * k + k - 1]!;
    // Near 0 a distance is rounding; all 0, they weigh the same.
    const least = farthest === 0 ? 1 : 1e-6 * farthest;
    const weights = Array.from({ length: k }, (_, j) => 1 / Math.max(distances[row * k + j]!, least));
    const total = sum(weights);
    const shares = new Float64Array(clusters);
    for (let j = 0; j < k; j++) shares[labels[indices[row * k + j]!]!]! += weights[j]! / total;
    values.set(shares, row * clusters);
  }
  return { values, shape: [rows, clusters] };
}

/** The share of references whose cluster the others vote for. */
export async function agreementOf(references: References): Promise<number> {
  const { labels } = references;
  const voted = largestOfEachRow(await votes(references));
  return voted.filter((cluster, row) => cluster === labels[row]).length / voted.length;
}

/** How many labels each cluster has. */
export function clusterSizes(labels: Int32Array, clusters: number): Int32Array {
  const sizes = new Int32Array(clusters);
  for (const label of labels) sizes[label]! += 1;
  return sizes;
}

function largestLabel(labels: Int32Array): number {
  return labels.reduce((most, label) => Math.max(most, label), 0);
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
