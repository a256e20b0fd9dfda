import { type ArrayDataset, arrayDataset, digits } from '@autoencoders/data';
import { mnist } from '@autoencoders/data/node';
import { type ImageData, rows } from './image-parts.js';

/**
 * All images of a set, training and test together, scaled as Xie et al. 2016 scale what they cluster: the mean square
 * of a value is 1.
 */
export async function allImages(data: ImageData): Promise<ArrayDataset> {
  const parts = data === 'digits' ? [digits()] : Object.values(await mnist());
  const values = parts.map((part: ArrayDataset) => part.values(rows(0, part.size)));
  const size = values.reduce((sum, { length }) => sum + length, 0);
  const energy = values.reduce((sum, part) => sum + part.reduce((all, value) => all + value ** 2, 0), 0);
  // Whole grey levels, as they were stored: a quarter of the memory.
  const levels = data === 'digits' ? 16 : 255;
  const x = new Uint8Array(size);
  let at = 0;
  for (const part of values) {
    x.set(
      part.map((value) => Math.round(levels * value)),
      at,
    );
    at += part.length;
  }
  const y = parts.flatMap((part: ArrayDataset) => [...part.targets(rows(0, part.size))!]);
  return arrayDataset({
    x,
    y: Int32Array.from(y),
    shape: parts[0]!.shape,
    scale: 1 / (levels * Math.sqrt(energy / size)),
  });
}
