import type * as tf from '@tensorflow/tfjs';
import type { Address } from './exports.js';

/** What is used of tfjs's WASM backend. */
export interface WasmBackend extends tf.KernelBackend {
  readonly wasm: {
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    readonly wasmMemory?: WebAssembly.Memory;
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    readonly tfjs: {
      registerTensor(id: number, size: number, address: number): void;
      disposeData(id: number): void;
      getThreadsCount?(): number;
    };
  };
  readonly dataIdMap: { get(dataId: object): { id: number; memoryOffset: number; refCount: number } };
  makeOutput(shape: readonly number[], dtype: tf.DataType): tf.TensorInfo;
}

/** The memory that the backend's tensors are in. */
export function memoryOf(backend: WasmBackend): WebAssembly.Memory {
  const memory = backend.wasm.asm?.memory ?? backend.wasm.wasmMemory;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('the WASM engine shows no memory');
  return memory;
}

/** Where a tensor's values are. */
export function addressOf(backend: WasmBackend, { dataId }: tf.TensorInfo): Address {
  return backend.dataIdMap.get(dataId).memoryOffset;
}

/** A piece of the engine's memory, at a multiple of 64. */
export interface Allocation {
  readonly address: Address;
  free(): void;
}

/** @throws {Error} when the engine has no such memory left. */
export function allocate({ wasm }: WasmBackend, bytes: number): Allocation {
  const start = wasm._malloc(bytes + 64) >>> 0;
  if (start === 0) throw new Error(`the WASM engine has no ${bytes} bytes left`);
  return { address: Math.ceil(start / 64) * 64, free: () => wasm._free(start) };
}
