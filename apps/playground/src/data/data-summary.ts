/** What the page is told of the data in the worker. */
export interface DataSummary {
  readonly title: string;
  /** Shape of one example. */
  readonly shape: readonly number[];
  readonly train: number;
  readonly test: number;
  /** Names of the classes; none where examples have no labels. */
  readonly classes: readonly string[];
  /** Names of the columns of a table; none of images. */
  readonly columns: readonly string[];
}

/** Whether examples are pictures of one or three channels. */
export function isPicture({ shape }: { readonly shape: readonly number[] }): boolean {
  return shape.length === 3 && (shape[2] === 1 || shape[2] === 3);
}
