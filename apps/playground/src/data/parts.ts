import type { ArrayDataset } from '@autoencoders/data';

/** Every fifth example for looking at, the others for training: the same ones each time. */
export function partsOf(data: ArrayDataset): { readonly train: ArrayDataset; readonly test: ArrayDataset } {
  const rows = Array.from({ length: data.size }, (_, row) => row);
  return {
    train: data.subset(rows.filter((row) => row % 5 !== 4)),
    test: data.subset(rows.filter((row) => row % 5 === 4)),
  };
}
