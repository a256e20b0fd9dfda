import { packagedWasmPaths, type WasmPaths } from '../wasm-paths.js';
import { markMemoryShared } from './compile.js';

const engineFile = 'tfjs-backend-wasm-simd.wasm';

/** Whether memory can be shared among threads here: in Node, and in pages that are cross-origin isolated. */
export function canShareMemory(): boolean {
  const isolated = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated;
  return typeof SharedArrayBuffer !== 'undefined' && isolated !== false;
}

/**
 * tfjs's WASM engine with its memory marked as shared, as an address to load it from. The engine itself goes on as a
 * program of one thread.
 *
 * @throws {Error} when the file cannot be read, or is not as expected.
 */
export async function sharedEngine(paths: WasmPaths | undefined): Promise<string> {
  const path = (paths ?? packagedWasmPaths())[engineFile]!;
  const made = addresses.get(path);
  if (made !== undefined) return made;
  const bytes = await readEngine(path);
  markMemoryShared(bytes, 5);
  if (!WebAssembly.validate(bytes)) throw new Error('this engine takes no shared memory');
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/wasm' }));
  addresses.set(path, address);
  return address;
}

/** tfjs may load its engine again, from where it was told to: the addresses stay. */
const addresses = new Map<string, string>();

async function readEngine(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  const files = process?.getBuiltinModule?.('node:fs/promises') as FileSystem | undefined;
  if (files && !/^(https?|data|blob):/.test(path)) {
    return new Uint8Array(await files.readFile(path.startsWith('file:') ? new URL(path) : path));
  }
  const response = await fetch(path);
  if (!response.ok) throw new Error(`'${path}' answers ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

interface FileSystem {
  readFile(path: string | URL): Promise<Uint8Array<ArrayBuffer>>;
}
