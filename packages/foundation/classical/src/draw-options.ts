/** How many rows to draw, and what keys them. */
export interface DrawOptions {
  /** How many rows. */
  readonly count: number;
  /** Keys every draw. Default 0. */
  readonly seed?: number;
  /** Tells draws of one seed apart, such as parts of a long sample. Default 0. */
  readonly step?: number;
}
