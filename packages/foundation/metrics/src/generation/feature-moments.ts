import { DataError, ShapeError } from '@autoencoders/errors';

/** Mean and covariance of rows, in double precision. */
export interface FeatureMoments {
  /** How many rows. */
  readonly count: number;
  /** `[width]` */
  readonly mean: Float64Array;
  /** `[width, width]`, over `count - 1`. */
  readonly covariance: Float64Array;
}

/** Collects rows a part at a time, and keeps none of them. */
export interface MomentCollector {
  /**
   * Adds rows `[rows, width]`, one after another.
   *
   * @throws {ShapeError} when they have another width than those before.
   * @throws {DataError} naming the first value that is not finite.
   */
  add(values: ArrayLike<number>, width: number): void;
  /**
   * The moments of all rows so far.
   *
   * @throws {DataError} for fewer than two.
   */
  moments(): FeatureMoments;
}

/**
 * Mean and covariance in one pass: sums of rows and of their products, less the first row, so that a large mean does not
 * drown a small spread.
 *
 * @param what the rows are called in messages
 */
export function momentCollector(what: string): MomentCollector {
  let count = 0;
  let first: Float64Array | undefined;
  let sums = new Float64Array();
  // Row by row, the part up to the diagonal.
  let products = new Float64Array();
  let row = new Float64Array();
  return {
    add(values, width) {
      if (!first) {
        first = Float64Array.from({ length: width }, (_, k) => values[k]!);
        sums = new Float64Array(width);
        row = new Float64Array(width);
        products = new Float64Array(width * width);
      }
      if (width !== first.length) {
        throw new ShapeError(`${what} have ${width} values each, those before ${first.length}`);
      }
      for (let from = 0; from < values.length; from += width, count++) {
        for (let k = 0; k < width; k++) {
          const value = values[from + k]!;
          if (!Number.isFinite(value)) {
            throw new DataError(`${what}: ${value} at row ${count}, value ${k}, give finite values`);
          }
          row[k] = value - first[k]!;
          sums[k]! += row[k]!;
        }
        for (let i = 0; i < width; i++) {
          const [at, start] = [row[i]!, i * width];
          for (let j = 0; j <= i; j++) products[start + j]! += at * row[j]!;
        }
      }
    },
    moments() {
      if (count < 2) throw new DataError(`${what}: a covariance needs two rows or more, there are ${count}`);
      const width = sums.length;
      const covariance = new Float64Array(width * width);
      for (let i = 0; i < width; i++) {
        for (let j = 0; j <= i; j++) {
          const value = (products[i * width + j]! - (sums[i]! * sums[j]!) / count) / (count - 1);
          covariance[i * width + j] = value;
          covariance[j * width + i] = value;
        }
      }
      return { count, mean: sums.map((sum, k) => first![k]! + sum / count), covariance };
    },
  };
}
