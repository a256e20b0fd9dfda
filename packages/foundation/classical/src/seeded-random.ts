/**
 * Uniform values in `[0, 1)` of 32 bits, one after another, for algorithms on the host that do not know beforehand
 * how many they take: the generator sfc32 (Doty-Humphrey), whose state comes from seed and stream by splitmix32.
 */
export function seededRandom(seed: number, stream = 0): () => number {
  let mixed = (seed ^ Math.floor(seed / 2 ** 32) ^ Math.imul(stream + 1, 0x85ebca6b)) | 0;
  const next = () => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let t = mixed ^ (mixed >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return t ^ (t >>> 15);
  };
  let [a, b, c, d] = [next(), next(), next(), next()];
  const draw = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
  // The first values depend on little of the state.
  for (let i = 0; i < 12; i++) draw();
  return draw;
}
