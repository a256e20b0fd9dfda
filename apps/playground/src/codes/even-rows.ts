/** Up to `most` rows of `size`, evenly spread over all. */
export function evenRows(size: number, most: number): Uint32Array {
  const count = Math.min(size, most);
  return Uint32Array.from({ length: count }, (_, i) => Math.floor((i * size) / count));
}
