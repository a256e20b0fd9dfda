import { DataError } from '@autoencoders/errors';
import { squaredDistance } from './squared-distance.js';
import type { Table } from './table.js';

/**
 * First centroids by k-means++: each is a row, drawn with a probability in proportion to its squared distance from the
 * nearest of those before; of `2 + ⌊log k⌋` draws the one that lowers the sum of these distances most is kept.
 * Source: Arthur and Vassilvitskii 2007, "k-means++: the advantages of careful seeding", section 2.2; several draws
 * as in its section 5.
 *
 * @returns `[clusters, width]`
 * @throws {DataError} when there are fewer distinct rows than clusters.
 */
export function kMeansStart(table: Table, clusters: number, random: () => number): Float64Array {
  const { values, count, width } = table;
  const centroids = new Float64Array(clusters * width);
  const trials = 2 + Math.floor(Math.log(clusters));
  let closest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  let best = new Float64Array(count);
  let trial = new Float64Array(count);
  let potential = 0;

  const lowered = (candidate: number): number => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const distance = squaredDistance(values, i * width, values, candidate * width, width);
      trial[i] = Math.min(closest[i]!, distance);
      sum += trial[i]!;
    }
    return sum;
  };

  for (let cluster = 0; cluster < clusters; cluster++) {
    if (cluster > 0 && !(potential > 0)) {
      throw new DataError(
        `${clusters} clusters were asked for, and there are only ${cluster} distinct rows: ask for fewer`,
      );
    }
    let lowest = Number.POSITIVE_INFINITY;
    let chosen = 0;
    for (let draw = 0; draw < (cluster === 0 ? 1 : trials); draw++) {
      const candidate =
        cluster === 0 ? Math.floor(random() * count) : drawInProportion(closest, random() * potential);
      const sum = lowered(candidate);
      if (sum < lowest) {
        lowest = sum;
        chosen = candidate;
        [best, trial] = [trial, best];
      }
    }
    [closest, best] = [best, closest];
    potential = lowest;
    centroids.set(values.subarray(chosen * width, (chosen + 1) * width), cluster * width);
  }
  return centroids;
}

/** The first index at which the sum of the weights passes `target`; one without weight is never given. */
function drawInProportion(weights: Float64Array, target: number): number {
  let sum = 0;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    sum += weights[i]!;
    last = i;
    if (sum > target) return i;
  }
  return last;
}
