import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** The folder of its own that a zip archive is unpacked to. */
export function unpacked(zip: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'unpacked-'));
  for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(zip)))) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return folder;
}
