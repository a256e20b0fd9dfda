import type { Rows } from '@autoencoders/data';

/** The rows without repetitions, `[distinct, width]`, in the order in which they come first. */
export function distinctRows({ values }: Rows, width: number): Rows {
  const sameHash = new Map<number, number[]>();
  const kept: number[] = [];
  const equal = (a: number, b: number) => {
    for (let k = 0; k < width; k++) if (values[a * width + k] !== values[b * width + k]) return false;
    return true;
  };
  for (let row = 0; row < values.length / width; row++) {
    const hash = hashOf(values.subarray(row * width, (row + 1) * width));
    const others = sameHash.get(hash);
    if (others?.some((other) => equal(other, row))) continue;
    if (others) others.push(row);
    else sameHash.set(hash, [row]);
    kept.push(row);
  }
  const out = new Float32Array(kept.length * width);
  kept.forEach((row, i) => {
    out.set(values.subarray(row * width, (row + 1) * width), i * width);
  });
  return { values: out, shape: [kept.length, width] };
}

const number = new Float32Array(1);
const bits = new Int32Array(number.buffer);

/** FNV-1a over the bits of each value. */
function hashOf(row: Float32Array): number {
  let hash = 0x811c9dc5;
  for (const value of row) {
    // Minus zero has other bits than the zero it equals.
    number[0] = value + 0;
    hash = Math.imul(hash ^ bits[0]!, 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}
