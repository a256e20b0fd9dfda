import { plain, relaxed } from './binaries.generated.js';

/** Whether products and sums are fused (relaxed SIMD): faster, and other last bits. */
export type Flavour = 'plain' | 'relaxed';

/** The module in the flavour that runs here, as bytes. */
export interface KernelBinary {
  readonly flavour: Flavour;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Limits of the imported memory: at least this many pages, at most that many, and perhaps shared. */
const limits = { maximum: 1, sharedMaximum: 3 };

/**
 * The fastest build that this engine takes. Node 20 has relaxed SIMD behind a flag that can be set before the module
 * is compiled; `AUTOENCODERS_RELAXED_SIMD=0` keeps to plain SIMD, for the same bits on every machine.
 *
 * @throws {Error} when the engine has no SIMD at all.
 */
export function kernelBinary(shared: boolean): KernelBinary {
  if (wantsRelaxed()) {
    const bytes = decode(relaxed, shared);
    if (WebAssembly.validate(bytes) || (allowRelaxed() && WebAssembly.validate(bytes))) {
      return { flavour: 'relaxed', bytes };
    }
  }
  const bytes = decode(plain, shared);
  if (!WebAssembly.validate(bytes)) throw new Error('this engine has no WebAssembly SIMD');
  return { flavour: 'plain', bytes };
}

function wantsRelaxed(): boolean {
  return nodeProcess()?.env?.AUTOENCODERS_RELAXED_SIMD !== '0';
}

/** Sets V8's flag where it exists and is needed; a V8 that knows no such flag would say so on standard error. */
function allowRelaxed(): boolean {
  const process = nodeProcess();
  const [major = 0, minor = 0] = (process?.versions?.v8 ?? '').split('.').map(Number);
  if (!(major === 11 && minor < 4) && !(major === 10)) return false;
  const v8 = process?.getBuiltinModule?.('node:v8') as
    | { setFlagsFromString(flags: string): void }
    | undefined;
  v8?.setFlagsFromString('--experimental-wasm-relaxed-simd');
  return v8 !== undefined;
}

interface NodeProcess {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly versions?: { readonly v8?: string };
  getBuiltinModule?(name: string): unknown;
}

function nodeProcess(): NodeProcess | undefined {
  return (globalThis as { process?: NodeProcess }).process;
}

function decode(text: string, shared: boolean): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (shared) markMemoryShared(bytes, 2);
  return bytes;
}

/**
 * Marks the one memory of a WebAssembly file as shared: a bit beside its limits, which must have a maximum. Instructions
 * are the same for both kinds.
 *
 * @param section 2 where the memory is imported, 5 where it is the file's own
 * @throws {Error} when the file has no such memory.
 */
export function markMemoryShared(bytes: Uint8Array, section: 2 | 5): void {
  let at = 8;
  while (at < bytes.length) {
    const id = bytes[at++];
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      size |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (id === section) {
      const flag = section === 5 ? at + 1 : importedMemory(bytes, at, at + size);
      if (flag !== undefined && bytes[flag] === limits.maximum) {
        bytes[flag] = limits.sharedMaximum;
        return;
      }
    }
    at += size;
  }
  throw new Error('the WebAssembly file has no memory with a maximum');
}

/** Where the limits of the imported memory begin: after the names `env` and `memory` and the kind, 2. */
function importedMemory(bytes: Uint8Array, from: number, end: number): number | undefined {
  const name = [3, ...'env'.split('').map(code), 6, ...'memory'.split('').map(code), 2];
  for (let at = from; at + name.length < end; at++) {
    if (name.every((byte, i) => bytes[at + i] === byte)) return at + name.length;
  }
  return undefined;
}

function code(character: string): number {
  return character.charCodeAt(0);
}
