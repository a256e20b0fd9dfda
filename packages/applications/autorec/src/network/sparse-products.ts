import * as tf from '@tensorflow/tfjs';
import type { Cells } from './cells.js';

type Places = Pick<Cells, 'rows' | 'columns'>;

/**
 * The product of a sparse matrix with a dense one, `out[r] = Σ_c x[r, c] · table[c]`, over the cells of `x` alone: the
 * rows of the table that are named are gathered, and what they give to a row is summed.
 *
 * @param values of the cells, `[cells]`; no gradient flows to them
 * @param table `[columns, width]`
 * @param batch rows of `x`
 * @returns `[batch, width]`
 */
export function sparseProduct(
  { rows, columns }: Places,
  values: tf.Tensor1D,
  table: tf.Tensor2D,
  batch: number,
): tf.Tensor2D {
  const count = table.shape[0];
  const product = tf.customGrad((dense, save) => {
    const scales = tf.expandDims(values, 1);
    // What is only captured is gone when the gradient is computed.
    (save as tf.GradSaveFunc)([rows, columns, scales]);
    return {
      value: summedBy(rows, tf.mul(tf.gather(dense as tf.Tensor2D, columns), scales), batch),
      gradFunc: (dy, saved) => {
        const [ofRows, ofColumns, by] = saved as [tf.Tensor1D, tf.Tensor1D, tf.Tensor];
        return summedBy(ofColumns, tf.mul(tf.gather(dy as tf.Tensor2D, ofRows), by), count);
      },
    };
  });
  return product(table) as tf.Tensor2D;
}

/**
 * The product of two dense matrices at some places alone: `out[k] = left[rows[k]] · table[columns[k]]`.
 *
 * @param left `[batch, width]`
 * @param table `[columns, width]`
 * @returns `[cells]`
 */
export function productAt({ rows, columns }: Places, left: tf.Tensor2D, table: tf.Tensor2D): tf.Tensor1D {
  const [batch, count] = [left.shape[0], table.shape[0]];
  const product = tf.customGrad((a, b, save) => {
    const ofLeft = tf.gather(a as tf.Tensor2D, rows);
    const ofTable = tf.gather(b as tf.Tensor2D, columns);
    (save as tf.GradSaveFunc)([ofLeft, ofTable, rows, columns]);
    return {
      value: tf.sum(tf.mul(ofLeft, ofTable), 1),
      gradFunc: (dy, saved) => {
        const [fromLeft, fromTable, toRows, toColumns] = saved as [
          tf.Tensor,
          tf.Tensor,
          tf.Tensor1D,
          tf.Tensor1D,
        ];
        const scales = tf.expandDims(dy, 1);
        return [
          summedBy(toRows, tf.mul(fromTable, scales), batch),
          summedBy(toColumns, tf.mul(fromLeft, scales), count),
        ];
      },
    };
  });
  return product(left, table) as tf.Tensor1D;
}

/**
 * The values of a matrix at some places, whose gradient tfjs lacks: `[batch, columns]` to `[cells]`.
 *
 * @param places `[cells, 2]`, int32
 */
export function valuesAt(matrix: tf.Tensor2D, places: tf.Tensor2D): tf.Tensor1D {
  const { shape } = matrix;
  const taken = tf.customGrad((all, save) => {
    (save as tf.GradSaveFunc)([places]);
    return {
      value: tf.gatherND(all as tf.Tensor, places),
      gradFunc: (dy, [at]) => tf.scatterND(at!, dy, shape),
    };
  });
  return taken(matrix) as tf.Tensor1D;
}

/** Sums the rows that have one index: `[cells, width]` to `[count, width]`. */
function summedBy(indices: tf.Tensor1D, values: tf.Tensor, count: number): tf.Tensor {
  // On cpu tfjs goes through all values for each of the sums.
  if (tf.getBackend() !== 'cpu') return tf.unsortedSegmentSum(values, indices, count);
  return tf.scatterND(tf.expandDims(indices, 1), values, [count, values.shape[1]!]);
}
