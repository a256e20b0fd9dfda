import { DataError } from '@autoencoders/errors';
import { unzipSync } from 'fflate';
import type { NumericArray } from '../numeric-array.js';

/** A numpy array. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: NumericArray;
}

type Make = (buffer: ArrayBuffer) => NumericArray;

const types: Readonly<Record<string, readonly [bytes: number, make: Make]>> = {
  '<f4': [4, (buffer) => new Float32Array(buffer)],
  '<f8': [8, (buffer) => new Float64Array(buffer)],
  '|u1': [1, (buffer) => new Uint8Array(buffer)],
  '|i1': [1, (buffer) => new Int8Array(buffer)],
  '|b1': [1, (buffer) => new Uint8Array(buffer)],
  '<u2': [2, (buffer) => new Uint16Array(buffer)],
  '<i2': [2, (buffer) => new Int16Array(buffer)],
  '<u4': [4, (buffer) => new Uint32Array(buffer)],
  '<i4': [4, (buffer) => new Int32Array(buffer)],
  '<i8': [8, (buffer) => Float64Array.from(new BigInt64Array(buffer), Number)],
  '<u8': [8, (buffer) => Float64Array.from(new BigUint64Array(buffer), Number)],
};

/**
 * Reads a numpy `.npy` array of numbers (versions 1 to 3 of the format, C or Fortran order).
 *
 * @throws {DataError} when it is not one, holds other than numbers, or is cut short.
 */
export function parseNpy(bytes: Uint8Array, name = 'the npy file'): NpyArray {
  const magic = String.fromCharCode(...bytes.subarray(1, 6));
  if (bytes[0] !== 0x93 || magic !== 'NUMPY') throw new DataError(`${name} is not a numpy array`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = bytes[6]! > 1;
  const start = long ? 12 : 10;
  const end =
    bytes.length < start ? start : start + (long ? view.getUint32(8, true) : view.getUint16(8, true));
  if (bytes.length < end) {
    throw new DataError(`${name} is cut short: ${bytes.length} bytes, its header alone has ${end} or more`);
  }
  const header = new TextDecoder().decode(bytes.subarray(start, end));
  const descr = /'descr':\s*'([^']+)'/.exec(header)?.[1] ?? 'a structure';
  const lengths = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1];
  if (lengths === undefined) throw new DataError(`${name} has a header without a shape`);
  const shape = [...lengths.matchAll(/\d+/g)].map(Number);
  const type = types[descr];
  if (!type) throw new DataError(`${name} holds values of type ${descr}: little-endian numbers are read`);
  const size = shape.reduce((product, length) => product * length, 1);
  const [width, make] = type;
  if (bytes.length - end < size * width) {
    throw new DataError(
      `${name} is cut short: ${bytes.length - end} bytes of values, expected ${size * width}`,
    );
  }
  // Not `slice`: a Buffer's gives a view, and then `buffer` is the whole file.
  const values = make(new Uint8Array(bytes.subarray(end, end + size * width)).buffer);
  const fortran = /'fortran_order':\s*True/.test(header);
  return { shape, values: fortran ? toRowMajor(values, shape) : values };
}

/**
 * Reads a numpy `.npz` archive: its arrays by name.
 *
 * @throws {DataError} when it is not one, or an array in it cannot be read.
 */
export function parseNpz(bytes: Uint8Array, name = 'the npz file'): Map<string, NpyArray> {
  try {
    return new Map(
      Object.entries(unzipSync(bytes)).map(([file, content]) => {
        const array = file.replace(/\.npy$/, '');
        return [array, parseNpy(content, `array '${array}' of ${name}`)];
      }),
    );
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${name} is not a numpy archive, or is cut short: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function toRowMajor(values: NumericArray, shape: readonly number[]): NumericArray {
  const out = values.slice();
  const strides = shape.map((_, axis) =>
    shape.slice(0, axis).reduce((product, length) => product * length, 1),
  );
  const index = new Array(shape.length).fill(0) as number[];
  for (let to = 0; to < values.length; to++) {
    out[to] = values[index.reduce((from, place, axis) => from + place * strides[axis]!, 0)]!;
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis]! === shape[axis]; axis--) index[axis] = 0;
  }
  return out;
}
