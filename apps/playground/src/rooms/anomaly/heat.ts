import type { Items } from '../../items/items.js';

/**
 * Errors of pictures, `[count, height, width, channels]`, as heat from black over red and yellow to white, which is the
 * largest error of all.
 */
export function heatOf(
  errors: Float32Array,
  [height, width, channels]: readonly [number, number, number],
): Items {
  const pixels = errors.length / channels;
  const sums = new Float32Array(pixels);
  for (let at = 0; at < errors.length; at++) sums[Math.floor(at / channels)]! += errors[at]!;
  const largest = sums.reduce((most, value) => Math.max(most, value), 0) || 1;
  const bytes = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel++) {
    // Of the root, as differences and not their squares are seen.
    const heat = 3 * Math.sqrt(sums[pixel]! / largest);
    for (let channel = 0; channel < 3; channel++) {
      bytes[pixel * 3 + channel] = Math.round(255 * Math.min(1, Math.max(0, heat - channel)));
    }
  }
  return {
    kind: 'pictures',
    pixels: { count: pixels / (height * width), height, width, channels: 3, bytes },
  };
}
