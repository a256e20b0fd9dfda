import type { Files } from '@autoencoders/core';
import { ModelFormatError } from '@autoencoders/errors';

/**
 * The files of a model as one, gzipped: the number of bytes of a list, the list as JSON (`[path, bytes]` of each), and
 * the files one after another. A page asks for one address, and what is packed takes half the room.
 */
export async function pack(files: Files): Promise<Uint8Array<ArrayBuffer>> {
  const list = new TextEncoder().encode(
    JSON.stringify([...files].map(([path, bytes]) => [path, bytes.length])),
  );
  const head = new Uint8Array(4);
  new DataView(head.buffer).setUint32(0, list.length, true);
  return piped([head, list, ...files.values()] as Uint8Array<ArrayBuffer>[], new CompressionStream('gzip'));
}

/**
 * The files of {@link pack}; what a server has unpacked on its way is taken as it is.
 *
 * @param name what messages call it
 * @throws {ModelFormatError} when it is cut short or damaged.
 */
export async function unpack(packed: Uint8Array<ArrayBuffer>, name: string): Promise<Files> {
  try {
    const gzipped = packed[0] === 0x1f && packed[1] === 0x8b;
    const bytes = gzipped ? await piped([packed], new DecompressionStream('gzip')) : packed;
    const end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const list = JSON.parse(new TextDecoder().decode(bytes.subarray(4, end))) as [string, number][];
    let from = end;
    const files = new Map(
      list.map(([path, length]) => {
        from += length;
        return [path, bytes.slice(from - length, from)];
      }),
    );
    if (from !== bytes.length) throw new Error(`${bytes.length} bytes, expected ${from}`);
    return files;
  } catch (error) {
    throw new ModelFormatError(`${name} is cut short or damaged: load the page again, or prepare it again`, {
      cause: error,
    });
  }
}

async function piped(
  parts: readonly Uint8Array<ArrayBuffer>[],
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([...parts]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
