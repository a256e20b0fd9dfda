declare module 'ml-isolation-forest' {
  /** What is used of the isolation forest of mljs, which comes without types. */
  export class IsolationForest {
    constructor(options?: { readonly nEstimators?: number });
    /** Grows each tree on all rows. */
    train(rows: readonly (readonly number[])[]): void;
    /** `2^(-E[h] / c(n))` of each row, `h` the length of its path and `c(n)` what is expected of `n` rows. */
    predict(rows: readonly (readonly number[])[]): number[];
  }
}
