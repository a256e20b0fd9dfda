type Cells = Int32Array | Float32Array | Float64Array;

/** Numbers of unknown count, at the bytes of a typed array each. */
export class GrowingColumn<Values extends Cells> {
  readonly #empty: (length: number) => Values;
  #values: Values;
  #length = 0;

  /** @param empty makes an array: `(length) => new Int32Array(length)` */
  constructor(empty: (length: number) => Values) {
    this.#empty = empty;
    this.#values = empty(1024);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = this.#empty(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** What was pushed, without a copy: later pushes may or may not show. */
  values(): Values {
    return this.#values.subarray(0, this.#length) as Values;
  }
}
