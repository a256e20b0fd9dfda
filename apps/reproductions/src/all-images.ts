import { type ArrayDataset, arrayDataset, digits } from '@autoencoders/data';
import { mnist } from '@autoencoders/data/node';
import { type ImageData, rows } from './image-parts.js';

/** All images of a set, training and test together, as clustering takes them. */
export async function allImages(data: ImageData): Promise<ArrayDataset> {
  if (data === 'digits') return digits();
  const { train, test } = await mnist();
  const pixels = 28 * 28;
  // Bytes, as they are stored: a quarter of the memory.
  const x = new Uint8Array((train.size + test.size) * pixels);
  const y = new Uint8Array(train.size + test.size);
  let at = 0;
  for (const part of [train, test]) {
    const all = rows(0, part.size);
    x.set(
      part.values(all).map((value) => Math.round(255 * value)),
      at * pixels,
    );
    y.set(part.targets(all)!, at);
    at += part.size;
  }
  return arrayDataset({ x, y, shape: train.shape, scale: 1 / 255 });
}
