/** Examples on the host, such as codes, reconstructions or coordinates. */
export interface Rows {
  /** One row after another. */
  readonly values: Float32Array;
  /** `[examples, ...]`. */
  readonly shape: readonly number[];
}
