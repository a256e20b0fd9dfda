import type { Files } from '@autoencoders/core';
import { zipSync } from 'fflate';

/** Files as one zip archive, to be downloaded: unpacked, a folder that `folderStore` reads in Node. */
export function zipped(files: Files): Uint8Array {
  return zipSync(Object.fromEntries(files));
}
