import type { Rows } from '@autoencoders/data';

/** Rows in fewer dimensions, and the way there for other rows where the method has one. */
export interface Reduction {
  /** `'pca'`, `'lda'`, `'isomap'`, `'umap'` or `'tsne'`. */
  readonly method: string;
  /** The rows fitted to, `[batch, dimensions]`. */
  readonly embedding: Rows;
  /** Brings other rows into the same space: `[batch, ...shape]` to `[batch, dimensions]`. */
  transform?(rows: Rows): Rows;
  /** The way back: `[batch, dimensions]` to `[batch, width]`. */
  inverseTransform?(codes: Rows): Rows;
}

/** A reduction that takes other rows. */
export type TransformingReduction = Reduction & Required<Pick<Reduction, 'transform'>>;
