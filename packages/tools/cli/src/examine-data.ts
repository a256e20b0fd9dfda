import type { ArrayDataset } from '@autoencoders/data';

/** What one walk through the data tells. */
export interface DataSummary {
  /** Number of examples. */
  readonly examples: number;
  readonly minimum: number;
  readonly maximum: number;
  /** 32-bit FNV-1a of all values in order: tells whether a resumed run sees the same data. */
  readonly fingerprint: string;
}

/** Walks through the data once, in the stored order. */
export function examineData(dataset: ArrayDataset): DataSummary {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  let hash = 0x811c9dc5;
  for (let from = 0; from < dataset.size; from += 1024) {
    const count = Math.min(1024, dataset.size - from);
    const values = dataset.values(Uint32Array.from({ length: count }, (_, row) => from + row));
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index]!;
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
      hash = Math.imul(hash ^ bits[index]!, 0x01000193);
    }
  }
  const fingerprint = (hash >>> 0).toString(16).padStart(8, '0');
  return { examples: dataset.size, minimum, maximum, fingerprint };
}
