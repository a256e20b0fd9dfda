import * as tf from '@tensorflow/tfjs';
import type { WasmBackend } from './kernel-module/engine-memory.js';
import { attachModule, moduleOn } from './kernel-module/kernel-module.js';
import { canShareMemory, sharedEngine } from './kernel-module/shared-engine.js';
import { registerWasmKernels } from './wasm-kernels/register.js';
import { packagedWasmPaths, type WasmPaths } from './wasm-paths.js';
import { isNode } from './webgpu-adapter.js';

/** Where the engine's files are, and how many threads it is to use. */
export interface WasmOptions {
  readonly wasmPaths?: WasmPaths;
  readonly threads?: number;
}

/**
 * Starts tfjs's WASM engine and puts the package's kernels on it.
 *
 * @param activate makes an engine the current one, or says why it cannot
 * @returns the reason when it cannot start.
 */
export async function startWasm(
  { wasmPaths, threads }: WasmOptions,
  activate: (engine: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const engine = await import('@tensorflow/tfjs-backend-wasm');
  // Threads are the package's own: with tfjs's, products would be shared among them twice.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const running = tf.engine().registry.wasm !== undefined;
  const paths = wasmPaths ?? (isNode() ? undefined : packagedWasmPaths());
  const wanted = threads ?? usualThreads();
  // Why there is but one thread; of no interest where the module is not at work at all.
  const alone: unknown[] = [];
  const shared = running || wanted === 1 ? undefined : await sharedPath(paths, alone);
  if (shared !== undefined) engine.setWasmPaths(everyFile(shared), true);
  else if (!running && paths) engine.setWasmPaths(paths);
  const problem = await activate('wasm');
  if (problem) return paths ? `${problem}: is ${Object.values(paths)[0]} served?` : problem;
  registerWasmKernels();
  await attach(running && threads === undefined ? undefined : wanted, alone);
  return undefined;
}

/** One for each core, but no more than large products gain from. */
function usualThreads(): number {
  const { navigator, process } = globalThis as {
    navigator?: { hardwareConcurrency?: number };
    process?: { getBuiltinModule?(name: string): unknown };
  };
  const os = process?.getBuiltinModule?.('node:os') as { availableParallelism(): number } | undefined;
  return Math.max(1, Math.min(4, os?.availableParallelism() ?? navigator?.hardwareConcurrency ?? 1));
}

/** The engine on shared memory, or nothing where that is not to be had. */
async function sharedPath(paths: WasmPaths | undefined, alone: unknown[]): Promise<string | undefined> {
  if (!canShareMemory()) return undefined;
  return sharedEngine(paths).catch((error: unknown) => void alone.push(error));
}

/** Attaches the module with so many threads; `undefined` leaves an attached one as it is. */
async function attach(threads: number | undefined, alone: unknown[]): Promise<void> {
  const backend = tf.backend() as WasmBackend;
  try {
    await attachModule(backend, threads ?? moduleOn(backend)?.threads ?? 1, (reason) => alone.push(reason));
    for (const reason of alone) warnOnce(`one thread only: ${messageOf(reason)}`);
  } catch (error) {
    warnOnce(`training goes on with the slower kernels of tfjs: ${messageOf(error)}`);
  }
}

const warned = new Set<string>();

function warnOnce(message: string): void {
  if (warned.has(message)) return;
  warned.add(message);
  console.warn(`@autoencoders/backend: ${message}`);
}

function everyFile(address: string): WasmPaths {
  const names = Object.keys(packagedWasmPaths());
  return Object.fromEntries(names.map((name) => [name, address]));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
