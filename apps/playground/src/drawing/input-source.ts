/** What a model is given: a drawing, or an item of the test part. */
export type InputSource =
  | { readonly kind: 'drawing'; readonly values: Float32Array }
  | { readonly kind: 'test'; readonly row: number };
