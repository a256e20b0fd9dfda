/** Rectangles that a matrix is cut into. */
export interface Tiles {
  readonly rows: number;
  readonly columns: number;
  readonly count: number;
  /** Whether there is enough work for several threads. */
  readonly together: boolean;
}

/** Operations of a chunk below which handing it out costs more than it saves; measured, some 30 µs. */
const smallestChunk = 1 << 20;

/** Chunks that a task is cut into at most: enough for threads to end at nearly the same time. */
const mostTiles = 16;

/** Values of a rectangle that a helper keeps apart at most. */
const largestTile = 1 << 18;

/**
 * Cuts a result of `rows` by `columns`, `depth` products each, for so many threads. The bits of the result do not
 * depend on the cut.
 */
export function divide(rows: number, columns: number, depth: number, threads: number): Tiles {
  const operations = 2 * rows * columns * depth;
  if (threads === 1 || operations < 2 * smallestChunk) return { rows, columns, count: 1, together: false };
  const wanted = Math.min(mostTiles, Math.floor(operations / smallestChunk));
  let [height, width] = [rows, columns];
  const count = () => Math.ceil(rows / height) * Math.ceil(columns / width);
  while (count() < wanted || height * width > largestTile) {
    // The longer side, in whole strips or panels.
    if (height >= width && height > 20) height = roundUp(height / 2, 20);
    else if (width > 8) width = roundUp(width / 2, 8);
    else if (height > 20) height = roundUp(height / 2, 20);
    else break;
  }
  return { rows: height, columns: width, count: count(), together: count() > 1 };
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
