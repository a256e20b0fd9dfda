import { gunzipSync } from 'node:zlib';
import { ModelFormatError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { pack, unpack } from './pack.js';

const files = new Map([
  ['application.json', new TextEncoder().encode('{"a":"é"}')],
  ['empty.bin', new Uint8Array(0)],
  ['autoencoder/weights.bin', Uint8Array.from({ length: 5000 }, (_, at) => at % 251)],
]);

it('gives back what was packed, gzipped or unpacked by a server', async () => {
  const packed = await pack(files);
  expect(packed.length).toBeLessThan(2500);
  expect(await unpack(packed, 'it')).toEqual(files);
  expect(await unpack(new Uint8Array(gunzipSync(packed)), 'it')).toEqual(files);
});

it('refuses what is cut short or no pack at all', async () => {
  const packed = await pack(files);
  const plain = new Uint8Array(gunzipSync(packed));
  for (const bytes of [packed.slice(0, 100), plain.slice(0, -1), new TextEncoder().encode('<html>')]) {
    await expect(unpack(bytes, 'model.gz')).rejects.toThrow(ModelFormatError);
    await expect(unpack(bytes, 'model.gz')).rejects.toThrow('model.gz is cut short or damaged');
  }
});
