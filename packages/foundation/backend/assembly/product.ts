import { PANEL, packAcross, packLines, STRIP } from './pack';
import { multiplyPacked } from './product-kernel';

/** Blocks: rows and depth of the left operand (in the second-level cache), columns of the right one. */
export const ROWS: i32 = 130;
export const DEPTH: i32 = 256;
export const COLUMNS: i32 = 512;

/** Scratch of one thread, in bytes from its start: the kernel's edge, the packed operands, then what is left. */
export const LEFT: usize = 256;
export const RIGHT: usize = LEFT + <usize>(ROWS * DEPTH * 4);
export const SPARE: usize = RIGHT + <usize>(DEPTH * COLUMNS * 4);

/** The depth of each block of `size`: as few blocks as possible, of nearly equal depths. */
export function blockDepth(size: i32): i32 {
  const blocks = (size + DEPTH - 1) / DEPTH;
  return (((size + blocks - 1) / blocks + 3) >> 2) << 2;
}

/**
 * `c = activation(a b + bias)` for a rectangle of `c`, of row-major matrices whose lines are so many bytes apart.
 * Each value is summed in the order of the depth, whatever the rectangle, so that any division of the work gives
 * the same bits.
 */
export function multiply(
  a: usize, aLine: usize, aTransposed: bool, b: usize, bLine: usize, bTransposed: bool, c: usize, cLine: usize,
  rows: i32, columns: i32, size: i32, bias: usize, activation: i32, slope: f32, scratch: usize,
): void {
  const depth = blockDepth(size);
  const left = scratch + LEFT;
  const right = scratch + RIGHT;
  for (let j = 0; j < columns; j += COLUMNS) {
    const width = min(columns - j, COLUMNS);
    for (let k = 0; k < size; k += depth) {
      const deep = min(size - k, depth);
      if (bTransposed) {
        packLines(b + <usize>j * bLine + (<usize>k << 2), bLine, width, deep, PANEL, right);
      } else packAcross(b + <usize>k * bLine + (<usize>j << 2), bLine, width, deep, PANEL, right);
      for (let i = 0; i < rows; i += ROWS) {
        const height = min(rows - i, ROWS);
        if (aTransposed) {
          packAcross(a + <usize>k * aLine + (<usize>i << 2), aLine, height, deep, STRIP, left);
        } else packLines(a + <usize>i * aLine + (<usize>k << 2), aLine, height, deep, STRIP, left);
        multiplyPacked(
          left, right, height, width, deep, c + <usize>i * cLine + (<usize>j << 2), cLine,
          k == 0, k + deep == size, bias ? bias + (<usize>j << 2) : 0, activation, slope, scratch,
        );
      }
    }
  }
}
