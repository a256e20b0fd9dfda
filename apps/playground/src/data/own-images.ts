import { arrayDataset } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import type { DataChoice } from '../configuration/configuration.js';
import type { LoadedData } from './loaded-data.js';
import { ownFiles } from './own-files.js';
import { partsOf } from './parts.js';

/** Pictures of one's own are brought to this size, in grey: what a page can train in minutes. */
const side = 28;

/**
 * Pictures of the visitor's own, cut to a square and scaled down, in grey.
 *
 * @throws {DataError} when there are fewer than ten, naming one that cannot be read.
 */
export async function loadOwnImages({
  id,
  title,
}: Extract<DataChoice, { source: 'table' | 'images' }>): Promise<LoadedData> {
  const files = await ownFiles(id, title);
  if (files.length < 10) throw new DataError(`there are ${files.length} pictures: at least 10 are needed`);
  const canvas = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })!;
  canvas.imageSmoothingQuality = 'high';
  const size = side * side;
  const x = new Uint8Array(files.length * size);
  for (const [index, file] of files.entries()) {
    const picture = await createImageBitmap(file).catch(() => {
      throw new DataError(`'${file.name}' is no picture that this browser can read`);
    });
    const edge = Math.min(picture.width, picture.height);
    const [left, top] = [(picture.width - edge) / 2, (picture.height - edge) / 2];
    canvas.fillStyle = '#fff';
    canvas.fillRect(0, 0, side, side);
    canvas.drawImage(picture, left, top, edge, edge, 0, 0, side, side);
    picture.close();
    const { data } = canvas.getImageData(0, 0, side, side);
    for (let pixel = 0; pixel < size; pixel++) {
      const [red, green, blue] = data.subarray(pixel * 4, pixel * 4 + 3) as unknown as [
        number,
        number,
        number,
      ];
      // Luma of ITU-R BT.601.
      x[index * size + pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    }
  }
  const { train, test } = partsOf(arrayDataset({ x, shape: [side, side, 1], scale: 1 / 255 }));
  const shape = [side, side, 1];
  return {
    summary: { title, shape, train: train.size, test: test.size, classes: [], columns: [] },
    train,
    test,
  };
}
