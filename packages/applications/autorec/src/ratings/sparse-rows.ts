/**
 * A sparse matrix row by row (CSR): the cells of row `r` are at `offsets[r]` up to `offsets[r + 1]`, in the order of
 * their columns.
 */
export interface SparseRows {
  /** Where each row begins, and the end of the last: one more than there are rows. */
  readonly offsets: Int32Array;
  /** The column of each cell. */
  readonly columns: Int32Array;
  /** The value of each cell. */
  readonly values: Float32Array;
  /** When each cell came to be, in units of the caller's, where that is known. */
  readonly times?: Float64Array;
}

/** How many rows there are. */
export function rowCount({ offsets }: SparseRows): number {
  return offsets.length - 1;
}

/** The numbers of the rows that hold a cell, in order. */
export function filledRows({ offsets }: Pick<SparseRows, 'offsets'>): Int32Array {
  const filled = new Int32Array(offsets.length - 1);
  let count = 0;
  for (let row = 0; row + 1 < offsets.length; row++) {
    if (offsets[row + 1]! > offsets[row]!) filled[count++] = row;
  }
  return filled.slice(0, count);
}

/** How many cells each column has. */
export function columnCounts({ columns }: Pick<SparseRows, 'columns'>, columnCount: number): Int32Array {
  const counts = new Int32Array(columnCount);
  for (const column of columns) counts[column]! += 1;
  return counts;
}

/** The same cells with rows and columns exchanged, by a counting sort: each row of the result is in order. */
export function transposed(rows: SparseRows, columnCount: number): SparseRows {
  const { offsets: from, columns, values, times } = rows;
  const size = columns.length;
  const offsets = countsToOffsets(columns, columnCount);
  const next = offsets.slice(0, -1);
  const result = {
    offsets,
    columns: new Int32Array(size),
    values: new Float32Array(size),
    ...(times ? { times: new Float64Array(size) } : {}),
  };
  for (let row = 0; row + 1 < from.length; row++) {
    for (let cell = from[row]!; cell < from[row + 1]!; cell++) {
      const to = next[columns[cell]!]!++;
      result.columns[to] = row;
      result.values[to] = values[cell]!;
      if (times) result.times![to] = times[cell]!;
    }
  }
  return result;
}

/** The cells that a mask names, in the same rows. */
export function cellsWhere(rows: SparseRows, kept: (cell: number) => boolean): SparseRows {
  const { offsets, columns, values, times } = rows;
  const chosen = new Uint8Array(columns.length);
  let count = 0;
  for (let cell = 0; cell < columns.length; cell++) {
    if (kept(cell)) {
      chosen[cell] = 1;
      count += 1;
    }
  }
  const result = {
    offsets: new Int32Array(offsets.length),
    columns: new Int32Array(count),
    values: new Float32Array(count),
    ...(times ? { times: new Float64Array(count) } : {}),
  };
  let to = 0;
  for (let row = 0; row + 1 < offsets.length; row++) {
    for (let cell = offsets[row]!; cell < offsets[row + 1]!; cell++) {
      if (!chosen[cell]) continue;
      result.columns[to] = columns[cell]!;
      result.values[to] = values[cell]!;
      if (times) result.times![to] = times[cell]!;
      to += 1;
    }
    result.offsets[row + 1] = to;
  }
  return result;
}

/** Where each of `count` groups begins once cells are sorted by their group, and where the last ends. */
export function countsToOffsets(groups: Int32Array, count: number): Int32Array {
  const offsets = new Int32Array(count + 1);
  for (let cell = 0; cell < groups.length; cell++) offsets[groups[cell]! + 1]! += 1;
  for (let group = 0; group < count; group++) offsets[group + 1]! += offsets[group]!;
  return offsets;
}
