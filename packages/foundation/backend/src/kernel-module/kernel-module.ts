import { type Flavour, type KernelBinary, kernelBinary } from './compile.js';
import { allocate, memoryOf, type WasmBackend } from './engine-memory.js';
import type { Address, KernelExports } from './exports.js';
import { type HelperPool, startHelpers } from './helper-pool.js';
import { parameterBytes, scratchLayout } from './layout.js';

/** The module at work on the memory of one WASM backend. */
export interface KernelModule {
  readonly flavour: Flavour;
  readonly kernels: KernelExports;
  /** Threads that large products and convolutions are shared among, this one included. */
  readonly threads: number;
  /** A block of parameters, free between calls. */
  readonly parameters: Address;
  /** Scratch of at least so many bytes behind the packed operands; only for the call at hand. */
  scratch(spare: number): Address;
  /** Runs the task in `parameters`, which needs so many spare bytes, with the helpers if it is worth it. */
  run(spare: number, together: boolean): void;
  /** 32-bit views of the whole memory as it is now. */
  words(): Int32Array;
  floats(): Float32Array;
  /** Ends the helpers and gives back the scratch. */
  stop(): void;
}

const modules = new WeakMap<object, KernelModule>();

/** The module on this backend; `undefined` where there is none. */
export function moduleOn(backend: unknown): KernelModule | undefined {
  return modules.get(backend as object);
}

/**
 * Puts the module on a backend's memory, with helpers where the memory is shared; where they cannot start, without.
 *
 * @param alone is told why there are no helpers
 * @throws {Error} when this engine cannot run the module.
 */
export async function attachModule(
  backend: WasmBackend,
  threads: number,
  alone: (reason: unknown) => void,
): Promise<KernelModule> {
  const before = modules.get(backend);
  const memory = memoryOf(backend);
  const shared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
  const wanted = shared ? threads : 1;
  if (before?.threads === wanted) return before;
  const binary = kernelBinary(shared);
  const kernels = await instantiate(binary, memory);
  const helpers =
    wanted > 1
      ? await startHelpers(backend, binary, memory, wanted - 1).catch((error: unknown) => void alone(error))
      : undefined;
  if (before) before.stop();
  else stopWith(backend);
  const made = assemble(backend, memory, binary, kernels, helpers ?? undefined);
  modules.set(backend, made);
  return made;
}

/** Lets helpers end with the backend, whose memory they would keep alive. */
function stopWith(backend: WasmBackend): void {
  const dispose = backend.dispose.bind(backend);
  backend.dispose = () => {
    modules.get(backend)?.stop();
    modules.delete(backend);
    dispose();
  };
}

async function instantiate(binary: KernelBinary, memory: WebAssembly.Memory): Promise<KernelExports> {
  const imports = { env: { memory, now: () => performance.now() } };
  const { instance } = await WebAssembly.instantiate(binary.bytes, imports);
  return instance.exports as unknown as KernelExports;
}

function assemble(
  backend: WasmBackend,
  memory: WebAssembly.Memory,
  { flavour }: KernelBinary,
  kernels: KernelExports,
  helpers: HelperPool | undefined,
): KernelModule {
  const { address: parameters, free: freeParameters } = allocate(backend, parameterBytes);
  let room = { address: 0, spare: -1, free: () => {} };
  let views = viewsOf(memory);
  const current = () => {
    // Growing leaves a view on what the memory was.
    if (views.buffer !== memory.buffer) views = viewsOf(memory);
    return views;
  };
  const scratch = (spare: number) => {
    if (spare > room.spare) {
      const bytes = Math.max(spare, 2 * room.spare, 1 << 20);
      room.free();
      room = { ...allocate(backend, scratchLayout.spare + bytes), spare: bytes };
    }
    return room.address;
  };
  return {
    flavour,
    kernels,
    threads: 1 + (helpers?.count ?? 0),
    parameters,
    scratch,
    run(spare, together) {
      if (together && helpers && spare <= helpers.spare) {
        kernels.runTogether(helpers.control, parameters, scratch(spare));
      } else kernels.runAlone(parameters, scratch(spare));
    },
    words: () => current().words,
    floats: () => current().floats,
    stop() {
      helpers?.stop();
      room.free();
      freeParameters();
    },
  };
}

function viewsOf({ buffer }: WebAssembly.Memory) {
  return { buffer, words: new Int32Array(buffer), floats: new Float32Array(buffer) };
}
