import { gunzipSync } from 'fflate';
import { type ArrayDataset, arrayDataset } from './array-dataset.js';
import { packedDigits } from './digits-data.generated.js';

const pixels = 64;

/** How the digits are shaped. */
export interface DigitsOptions {
  /** Give inputs the shape `[64]` instead of `[8, 8, 1]`. Default false. */
  readonly flatten?: boolean;
}

/**
 * 1,797 handwritten digits of 8 × 8 grey values in [0, 1], with their labels: small enough to be embedded here.
 *
 * Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak 1998, UCI Machine Learning Repository,
 * CC BY 4.0 (the test part).
 */
export function digits({ flatten = false }: DigitsOptions = {}): ArrayDataset {
  const bytes = gunzipSync(Uint8Array.from(atob(packedDigits), (letter) => letter.charCodeAt(0)));
  const size = bytes.length / (pixels + 1);
  const x = new Uint8Array(size * pixels);
  const y = new Uint8Array(size);
  for (let row = 0; row < size; row++) {
    const from = row * (pixels + 1);
    x.set(bytes.subarray(from, from + pixels), row * pixels);
    y[row] = bytes[from + pixels]!;
  }
  return arrayDataset({ x, y, shape: flatten ? [pixels] : [8, 8, 1], scale: 1 / 16 });
}
