import { randomPermutation } from '@autoencoders/backend';

/** What rows to draw. */
export interface BlobOptions {
  readonly rows: number;
  readonly columns: number;
  /** How many places they gather at. */
  readonly blobs: number;
  readonly seed: number;
}

/** Steps of the sequence that noise is read from. */
const period = 65_536;

/** Rows around a few centres, made one at a time; the same array is given again and again. */
export function* blobRows({ rows, columns, blobs, seed }: BlobOptions): Generator<{ x: Float32Array }> {
  // Uniform numbers from permutations: cheap per row, and the same from a seed.
  const noise = randomPermutation(period, seed, 'noise', 0);
  const centres = randomPermutation(period, seed, 'centres', 0);
  const x = new Float32Array(columns);
  for (let row = 0; row < rows; row++) {
    const blob = row % blobs;
    for (let column = 0; column < columns; column++) {
      const centre = centres[(blob * columns + column) % period]! / period;
      x[column] = 4 * centre + noise[(row * 7919 + column * 31) % period]! / period;
    }
    yield { x };
  }
}
