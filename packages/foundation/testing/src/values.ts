/** Repeatable values in `[minimum, maximum)` for test inputs (a linear congruential sequence). */
export function testValues(count: number, minimum = -1, maximum = 1, seed = 1): Float32Array {
  let state = (seed * 2654435761) >>> 0 || 1;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return minimum + (state / 2 ** 32) * (maximum - minimum);
  });
}
