/** Mean and standard deviation of each value of codes. */
export interface CodeSpread {
  /** `[width]` each. */
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  /** The values of the code, those that differ most among examples first. */
  readonly order: Uint32Array;
}

/** The spread of codes `[count, width]`, one after another. */
export function codeSpread(codes: Float32Array, width: number): CodeSpread {
  const count = codes.length / width;
  const mean = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let at = 0; at < codes.length; at++) mean[at % width]! += codes[at]! / count;
  for (let at = 0; at < codes.length; at++) {
    squares[at % width]! += (codes[at]! - mean[at % width]!) ** 2 / count;
  }
  const deviation = Float32Array.from(squares, Math.sqrt);
  const order = Uint32Array.from(mean.keys()).sort((a, b) => deviation[b]! - deviation[a]!);
  return { mean: Float32Array.from(mean), deviation, order };
}
