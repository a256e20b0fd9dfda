import { digits, type Rows } from '@autoencoders/data';

/** Rows of arrays. */
export function rowsFrom(rows: readonly (readonly number[])[]): Rows {
  return { values: Float32Array.from(rows.flat()), shape: [rows.length, rows[0]?.length ?? 0] };
}

/** Rows as the reference file holds them. */
export function rowsOfReference({ values, shape }: { values: number[]; shape: number[] }): Rows {
  return { values: Float32Array.from(values), shape };
}

/** The first of the embedded digits, with their labels. */
export function digitRows(count = 1797): { readonly rows: Rows; readonly labels: Int32Array } {
  const data = digits();
  const chosen = Array.from({ length: count }, (_, i) => i);
  return {
    rows: { values: data.values(chosen), shape: [count, 8, 8, 1] },
    labels: Int32Array.from(data.targets(chosen)!),
  };
}

/** Values column by column, each with the sign that makes its product with the expected column positive. */
export function withSignsOf(
  values: ArrayLike<number>,
  expected: readonly number[],
  columns: number,
): number[] {
  const signs = Array.from({ length: columns }, (_, k) => {
    let product = 0;
    for (let i = k; i < expected.length; i += columns) product += values[i]! * expected[i]!;
    return Math.sign(product);
  });
  return Array.from(values, (value, i) => value * signs[i % columns]!);
}

/** The share of rows whose nearest other row in the embedding has their label. */
export function neighborAgreement({ values, shape }: Rows, labels: ArrayLike<number>): number {
  const [count, width] = shape as [number, number];
  let agreed = 0;
  for (let i = 0; i < count; i++) {
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < count; j++) {
      let distance = 0;
      for (let k = 0; k < width; k++) distance += (values[i * width + k]! - values[j * width + k]!) ** 2;
      if (j !== i && distance < least) [least, nearest] = [distance, j];
    }
    if (labels[nearest] === labels[i]) agreed += 1;
  }
  return agreed / count;
}
