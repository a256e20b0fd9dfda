/** Arrays that hold examples one after another. */
export type NumericArray =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Uint8ClampedArray
  | Int8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** Whether a number stays finite as a 32-bit float, which is what an engine computes with. */
export function fitsFloat32(value: number): boolean {
  return Number.isFinite(Math.fround(value));
}

/** Labels as 32-bit integers where they all are; other targets as they come. */
export function integersIfWhole<Values extends NumericArray>(values: Values): Values | Int32Array {
  for (let i = 0; i < values.length; i++) {
    if ((values[i]! | 0) !== values[i]) return values;
  }
  return Int32Array.from(values);
}
