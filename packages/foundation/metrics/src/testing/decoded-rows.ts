import type { Rows } from '@autoencoders/data';

/** Rows of single precision in base 64. */
export function decodedRows({ shape, values }: { shape: number[]; values: string }): Rows {
  const bytes = Uint8Array.from(atob(values), (byte) => byte.charCodeAt(0));
  return { shape, values: new Float32Array(bytes.buffer) };
}
