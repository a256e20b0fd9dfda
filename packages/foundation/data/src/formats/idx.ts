import { DataError } from '@autoencoders/errors';
import type { NumericArray } from '../numeric-array.js';

/** The contents of an IDX file. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly values: NumericArray;
}

type Reader = readonly [
  bytes: number,
  read: (view: DataView, offset: number) => number,
  make: (size: number) => NumericArray,
];

/** By the type code in the third byte; numbers are big-endian. */
const types: Readonly<Record<number, Reader>> = {
  8: [1, (view, at) => view.getUint8(at), (size) => new Uint8Array(size)],
  9: [1, (view, at) => view.getInt8(at), (size) => new Int8Array(size)],
  11: [2, (view, at) => view.getInt16(at), (size) => new Int16Array(size)],
  12: [4, (view, at) => view.getInt32(at), (size) => new Int32Array(size)],
  13: [4, (view, at) => view.getFloat32(at), (size) => new Float32Array(size)],
  14: [8, (view, at) => view.getFloat64(at), (size) => new Float64Array(size)],
};

/**
 * Reads an IDX file, the format of MNIST: any type, any number of dimensions.
 *
 * @param name what messages call it
 * @throws {DataError} when it is not IDX, or has fewer or more bytes than its header says.
 */
export function parseIdx(bytes: Uint8Array, name = 'the IDX file'): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = bytes.length >= 4 && view.getUint16(0) === 0 ? types[view.getUint8(2)] : undefined;
  if (!type)
    throw new DataError(
      `${name} is not an IDX file: ${bytes.length === 0 ? 'it is empty' : 'its first bytes are others'}`,
    );
  const dimensions = view.getUint8(3);
  const header = 4 + 4 * dimensions;
  if (bytes.length < header)
    throw new DataError(`${name} is cut short: ${bytes.length} bytes, its header alone has ${header}`);
  const shape = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = shape.reduce((product, length) => product * length, 1);
  const [width, read, make] = type;
  const expected = header + size * width;
  if (bytes.length !== expected) {
    const how = bytes.length < expected ? 'is cut short' : 'has bytes left over';
    throw new DataError(
      `${name} ${how}: ${bytes.length} bytes, expected ${expected} for shape [${shape.join(', ')}]`,
    );
  }
  if (width === 1 && type === types[8]) return { shape, values: new Uint8Array(bytes.subarray(header)) };
  const values = make(size);
  for (let i = 0; i < size; i++) values[i] = read(view, header + i * width);
  return { shape, values };
}
