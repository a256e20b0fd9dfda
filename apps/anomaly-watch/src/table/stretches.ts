/** A stretch of rows, from one to another that is not included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Rows in order as stretches without gaps; a gap of up to `bridged` rows ends none. */
export function stretchesOf(rows: ArrayLike<number>, bridged = 0): Stretch[] {
  const found: { from: number; to: number }[] = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const last = found.at(-1);
    if (last && row <= last.to + bridged) last.to = row + 1;
    else found.push({ from: row, to: row + 1 });
  }
  return found;
}

/** Normal rows to learn from, and others that the threshold is found by. */
export interface Parts {
  readonly train: readonly Stretch[];
  readonly heldOut: readonly Stretch[];
}

/**
 * Keeps every fifth piece of the normal rows for the threshold. Pieces are of many rows, since those beside one
 * another are alike, and few enough that all times of day are in both parts.
 *
 * @param rows in order
 * @param least rows of a piece
 */
export function partsOf(rows: ArrayLike<number>, least: number): Parts {
  const piece = Math.max(least, Math.ceil(rows.length / 50));
  const train: number[] = [];
  const heldOut: number[] = [];
  for (let index = 0; index < rows.length; index++) {
    (Math.floor(index / piece) % 5 === 3 ? heldOut : train).push(rows[index]!);
  }
  return { train: stretchesOf(train), heldOut: stretchesOf(heldOut) };
}
