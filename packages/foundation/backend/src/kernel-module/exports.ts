/** An address in the engine's memory, in bytes. */
export type Address = number;

/** What the module exports; see `assembly/` for the formulas. */
export interface KernelExports {
  runAlone(parameters: Address, scratch: Address): void;
  runTogether(control: Address, parameters: Address, scratch: Address): void;
  help(control: Address, scratch: Address): void;
  depthwise(
    parameters: Address,
    direction: number,
    images: number,
    multiplier: number,
    image: Address,
    filter: Address,
    output: Address,
  ): void;
  /** `to[columns, rows] = from[rows, columns]ᵀ`, where the lines of the result are `step` bytes apart. */
  transpose(from: Address, rows: number, columns: number, to: Address, step: number): void;
  map(operation: number, x: Address, count: number, slope: number, to: Address): void;
  pairwise(
    operation: number,
    a: Address,
    aNext: number,
    aOne: number,
    b: Address,
    bNext: number,
    bOne: number,
    rows: number,
    columns: number,
    to: Address,
  ): void;
  repeatEach(x: Address, rows: number, columns: number, scale: number, to: Address): void;
  crossEntropy(x: Address, logits: Address, count: number, to: Address): void;
  crossEntropyGradient(x: Address, logits: Address, dy: Address, count: number, to: Address): void;
  gaussianKl(mean: Address, logVariance: Address, count: number, to: Address): void;
  gaussianKlGradient(logVariance: Address, dy: Address, count: number, to: Address): void;
  uniform(key0: number, key1: number, to: Address, count: number): void;
  normal(key0: number, key1: number, to: Address, count: number): void;
  gatherRows(table: Address, rows: Address, count: number, bytes: number, to: Address): void;
  sumRows(from: Address, ids: Address, count: number, width: number, segments: number, to: Address): void;
  scaleBytes(from: Address, count: number, scale: number, to: Address): void;
  sumColumns(x: Address, rows: number, columns: number, scale: number, to: Address): void;
  sumEachRow(x: Address, rows: number, columns: number, scale: number, to: Address): void;
  adam(
    table: Address,
    entries: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    rate: number,
    decay: number,
  ): void;
  sgd(table: Address, entries: number, momentum: number, nesterov: number, rate: number, decay: number): void;
  rmsProp(table: Address, entries: number, decay: number, epsilon: number, rate: number): void;
}
