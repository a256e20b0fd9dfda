import { BackendError, checkChoice, checkInteger } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { registerCpuTransform } from './cpu-kernels/transform.js';
import {
  type BackendDescription,
  describeBackend,
  type EngineName,
  engineNames,
  noteChoice,
} from './describe-backend.js';
import { registerGradients } from './gradients/register.js';
import { startWasm } from './start-wasm.js';
import type { WasmPaths } from './wasm-paths.js';
import { findAdapter } from './webgpu-adapter.js';
import { registerWebgpuKernels } from './webgpu-kernels/register.js';

/** How to start an engine. */
export interface BackendOptions {
  /** Where the files of the WASM engine are, by name; by default those that this package brings. */
  readonly wasmPaths?: WasmPaths;
  /**
   * Threads of the WASM engine for large products and convolutions; results are the same to the bit for any number.
   * Needs shared memory: Node, or a page that is cross-origin isolated; elsewhere it is 1. The engine takes its memory
   * when it first starts: one that was started with 1 stays with 1. Default: one for each core, at most 4.
   */
  readonly threads?: number;
}

/**
 * Starts an engine and prepares it for training: the kernels that the WASM engine lacks, and the gradients that
 * tfjs gets wrong. `auto` takes the fastest that works: WebGPU on a real adapter, else WASM, else CPU.
 *
 * @example
 * const { engine, reason } = await useBackend();
 *
 * @returns what was started, and why.
 * @throws {OptionError} for an unknown name.
 * @throws {BackendError} when the engine asked for cannot start, saying why.
 */
export async function useBackend(
  name: 'auto' | EngineName = 'auto',
  options: BackendOptions = {},
): Promise<BackendDescription> {
  checkChoice('backend', name, ['auto', ...engineNames]);
  if (options.threads !== undefined) checkInteger('threads', options.threads);
  // One after another: of two engines that start at once, tfjs drops the first.
  const turn = last.then(() => choose(name, options));
  last = turn.catch(() => undefined);
  return turn;
}

let last: Promise<unknown> = Promise.resolve();

async function choose(name: 'auto' | EngineName, options: BackendOptions): Promise<BackendDescription> {
  registerGradients();
  if (name !== 'auto') {
    const problem = await start(name, options, false);
    if (problem) throw new BackendError(`the ${name} engine cannot start: ${problem}`);
    return describeBackend();
  }
  const tried: string[] = [];
  for (const engine of engineNames) {
    const problem = await start(engine, options, true, tried);
    if (!problem) return describeBackend();
    tried.push(`${engine}: ${problem}`);
  }
  throw new BackendError(`no engine starts: ${tried.join('; ')}`);
}

/** Starts one engine; returns the reason when it cannot. */
async function start(...choice: Parameters<typeof startNamed>): Promise<string | undefined> {
  try {
    return await startNamed(...choice);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function startNamed(
  engine: EngineName,
  options: BackendOptions,
  automatic: boolean,
  tried: readonly string[] = [],
): Promise<string | undefined> {
  const because = automatic
    ? ['the fastest engine that works here', ...tried].join('; ')
    : 'asked for by name';
  switch (engine) {
    case 'webgpu':
      return startWebgpu(automatic, because);
    case 'wasm':
      return (await startWasm(options, activate)) ?? void noteChoice('wasm', because);
    case 'cpu':
      return startCpu(because);
  }
}

async function startWebgpu(automatic: boolean, because: string): Promise<string | undefined> {
  const adapter = await findAdapter();
  if (typeof adapter === 'string') return adapter;
  if (automatic && adapter.software) return `${adapter.description} computes in software`;
  adapter.install();
  await import('@tensorflow/tfjs-backend-webgpu');
  const problem = await activate('webgpu');
  if (problem) return problem;
  registerWebgpuKernels();
  noteChoice('webgpu', because, adapter.description);
  return undefined;
}

async function startCpu(because: string): Promise<string | undefined> {
  const problem = await activate('cpu');
  if (problem) return problem;
  registerCpuTransform();
  skipAdvertisement();
  noteChoice('cpu', because);
  return undefined;
}

/** At its first tensor in Node the engine prints an advertisement for tfjs-node: makes that tensor elsewhere. */
function skipAdvertisement(): void {
  const environment = tf.env();
  if (!environment.getBool('IS_NODE')) return;
  environment.set('IS_NODE', false);
  tf.scalar(0).dispose();
  environment.set('IS_NODE', true);
}

/** Makes an engine the current one; when it cannot start, the one before stays. */
async function activate(engine: string): Promise<string | undefined> {
  const before = tf.getBackend();
  const started = await tf.setBackend(engine).catch(() => false);
  if (started) return undefined;
  if (before) await tf.setBackend(before);
  return 'tfjs could not initialise it';
}
