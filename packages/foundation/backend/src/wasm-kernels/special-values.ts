/** What kernels go wrong at: zeros of both signs, infinities, NaN, the edges of underflow and overflow. */
export const specialValues: readonly number[] = [
  0,
  -0,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
  ...[1e-40, 1e-38, 87.3, 88.7, 88.8, 103.9, 104, 1, 6, 3e38].flatMap((x) => [x, -x]),
].map(Math.fround);
