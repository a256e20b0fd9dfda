/** Draws that are the same for the same seed on every machine (mulberry32). */
export interface RandomNumbers {
  /** In [0, 1). */
  uniform(): number;
  /** Of a standard normal distribution (Box and Muller 1958). */
  normal(): number;
}

/** Random numbers keyed by the name of their seed. */
export function randomNumbers(seed: string): RandomNumbers {
  let state = 2_166_136_261;
  // FNV-1a makes a number of the name.
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 16_777_619);
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}
