import { type ArrayDataset, arrayDataset, digits } from '@autoencoders/data';
import type { DataChoice } from '../configuration/configuration.js';
import { bundledImages } from './bundled-images.js';
import { knownSummary } from './known-summary.js';
import type { LoadedData } from './loaded-data.js';
import { loadOwnImages } from './own-images.js';
import { loadOwnTable } from './own-table.js';
import { partsOf } from './parts.js';

/**
 * The data that was chosen, split into a part for training and one for looking at.
 *
 * @throws {DataError} when files of one's own cannot be used, saying why.
 */
export function loadData(choice: DataChoice): Promise<LoadedData> {
  switch (choice.source) {
    case 'mnist':
    case 'fashion':
      return loadBundled(choice.source);
    case 'digits':
      return loadDigits();
    case 'table':
      return loadOwnTable(choice);
    case 'images':
      return loadOwnImages(choice);
  }
}

async function loadBundled(name: 'mnist' | 'fashion'): Promise<LoadedData> {
  const { file, train, test } = bundledImages[name];
  const response = await fetch(new URL(file, pageFolder()));
  if (!response.ok) throw new Error(`${file} answers ${response.status}`);
  // A server may have unpacked it on the way.
  const packed = new Uint8Array(await response.arrayBuffer());
  const bytes = packed[0] === 0x1f && packed[1] === 0x8b ? await gunzip(packed) : packed;
  const shape = [28, 28, 1];
  const size = 28 * 28;
  const labels = bytes.subarray((train + test) * size);
  const part = (from: number, count: number): ArrayDataset =>
    arrayDataset({
      x: bytes.subarray(from * size, (from + count) * size),
      y: labels.subarray(from, from + count),
      shape,
      scale: 1 / 255,
    });
  return {
    summary: knownSummary({ source: name })!,
    train: part(0, train),
    test: part(train, test),
  };
}

async function loadDigits(): Promise<LoadedData> {
  return { summary: knownSummary({ source: 'digits' })!, ...partsOf(digits()) };
}

/** Where the page is: a worker's own address is in the folder of its code. */
function pageFolder(): URL {
  return new URL(import.meta.env.DEV ? '/' : '../', self.location.href);
}

async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
