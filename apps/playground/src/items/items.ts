import type { Pixels } from '@autoencoders/app-kit';

/** Examples as they are shown: pictures, or rows of numbers. */
export type Items =
  | { readonly kind: 'pictures'; readonly pixels: Pixels }
  | { readonly kind: 'rows'; readonly columns: readonly string[]; readonly rows: readonly Float32Array[] };
