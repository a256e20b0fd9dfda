/** Two 32-bit words. */
export type Words = readonly [number, number];

const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const parity = 0x1bd11bda;

/**
 * Threefry-2x32 with 20 rounds: a counter-based generator, so that any draw can be made without those before.
 * Source: Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3".
 *
 * @returns two words that depend on every bit of key and counter.
 */
export function threefry(key: Words, counter: Words): [number, number] {
  const out = new Uint32Array(2);
  threefryInto(out, 0, 1, key, counter[0], counter[1]);
  return [out[0]!, out[1]!];
}

/**
 * Fills `out[from .. from + 2 · blocks)` with the blocks of counters `(first, second)`, `(first + 1, second)`, …
 */
export function threefryInto(
  out: Uint32Array,
  from: number,
  blocks: number,
  key: Words,
  first: number,
  second: number,
): void {
  const keys = [key[0] | 0, key[1] | 0, key[0] ^ key[1] ^ parity] as const;
  for (let block = 0; block < blocks; block++) {
    let a = ((first + block) | 0) + keys[0];
    let b = (second + keys[1]) | 0;
    for (let group = 0; group < 5; group++) {
      const at = (group & 1) * 4;
      for (let round = 0; round < 4; round++) {
        const by = rotations[at + round]!;
        a = (a + b) | 0;
        b = ((b << by) | (b >>> (32 - by))) ^ a;
      }
      a = (a + keys[(group + 1) % 3]!) | 0;
      b = (b + keys[(group + 2) % 3]! + group + 1) | 0;
    }
    out[from + 2 * block] = a;
    out[from + 2 * block + 1] = b;
  }
}
