import { ModelFormatError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** How tensors lie in one file of bytes, one after another. */
export interface TensorEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
}

/** Tensors as bytes; all are downloaded together. */
export async function packTensors(
  tensors: ReadonlyMap<string, tf.Tensor>,
): Promise<{ entries: TensorEntry[]; bytes: Uint8Array }> {
  const entries = [...tensors].map(([name, { shape, dtype }]) => ({
    name,
    shape,
    dtype: dtype as TensorEntry['dtype'],
  }));
  const parts = await Promise.all([...tensors.values()].map((tensor) => tensor.data()));
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
    offset += part.byteLength;
  }
  return { entries, bytes };
}

/**
 * Tensors from bytes; the caller disposes them.
 *
 * @throws {ModelFormatError} when the bytes are not as many as the entries need.
 */
export function unpackTensors(
  file: string,
  entries: readonly TensorEntry[],
  bytes: Uint8Array,
): Map<string, tf.Tensor> {
  const needed = entries.reduce((size, entry) => size + byteLength(entry), 0);
  if (bytes.length !== needed) {
    throw new ModelFormatError(
      `'${file}' has ${bytes.length} bytes, expected ${needed}: it is cut short or damaged`,
    );
  }
  // Aligned for typed arrays, whatever the bytes were a part of.
  const { buffer } = bytes.slice();
  let offset = 0;
  return new Map(
    entries.map((entry) => {
      const values = view(buffer, offset, entry);
      offset += byteLength(entry);
      return [entry.name, tf.tensor(values, [...entry.shape], entry.dtype)];
    }),
  );
}

/** Views of the float tensors among packed ones. */
export function* floatValues(
  entries: readonly TensorEntry[],
  bytes: Uint8Array,
): Generator<[name: string, values: Float32Array]> {
  let offset = bytes.byteOffset;
  for (const entry of entries) {
    const length = byteLength(entry);
    if (entry.dtype === 'float32') yield [entry.name, floatView(bytes.buffer, offset, length)];
    offset += length;
  }
}

function floatView(buffer: ArrayBufferLike, offset: number, length: number): Float32Array {
  // Boolean tensors before it may have left it at an odd place.
  return offset % 4 === 0
    ? new Float32Array(buffer, offset, length / 4)
    : new Float32Array(buffer.slice(offset, offset + length));
}

function sizeOf(entry: TensorEntry): number {
  return entry.shape.reduce((size, length) => size * length, 1);
}

function byteLength(entry: TensorEntry): number {
  return sizeOf(entry) * (entry.dtype === 'bool' ? 1 : 4);
}

function view(buffer: ArrayBuffer, offset: number, entry: TensorEntry) {
  const size = sizeOf(entry);
  const bytes = buffer.slice(offset, offset + byteLength(entry));
  if (entry.dtype === 'int32') return new Int32Array(bytes, 0, size);
  return entry.dtype === 'bool' ? new Uint8Array(bytes, 0, size) : new Float32Array(bytes, 0, size);
}
