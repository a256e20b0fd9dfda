import type { Rows } from '@autoencoders/data';

/** The column of the largest value of each row, the first of equal ones. */
export function largestOfEachRow({ values, shape }: Rows): Int32Array {
  const [rows, columns] = shape as [number, number];
  return Int32Array.from({ length: rows }, (_, row) => {
    let best = 0;
    for (let column = 1; column < columns; column++) {
      if (values[row * columns + column]! > values[row * columns + best]!) best = column;
    }
    return best;
  });
}
