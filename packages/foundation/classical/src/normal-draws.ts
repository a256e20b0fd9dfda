/**
 * Standard normal values from uniform ones in `[0, 1)`, two of each at a time.
 * Source: Box and Muller 1958, "A note on the generation of random normal deviates".
 */
export function normalDraws(random: () => number): () => number {
  let kept: number | undefined;
  return () => {
    if (kept !== undefined) {
      const value = kept;
      kept = undefined;
      return value;
    }
    // From (0, 1], so that the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    kept = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
