import { type BackendOptions, useBackend } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';
import type { EngineFacts, Hello } from '../protocol.js';

/** Starts the engine of an id such as `wasm-2`, or says why it cannot. */
export async function startEngine(id: string): Promise<Hello> {
  try {
    return await startNamed(id);
  } catch (error) {
    return { unavailable: error instanceof Error ? error.message : String(error) };
  }
}

async function startNamed(id: string): Promise<Hello> {
  if (id === 'cpu-stock') return stock('cpu');
  if (id === 'wasm-stock') {
    await import('@tensorflow/tfjs-backend-wasm');
    return stock('wasm');
  }
  if (id === 'webgpu') return startWebgpu();
  const threads = Number(/^wasm-(\d+)$/.exec(id)?.[1]);
  if (!threads) return { unavailable: `there is no engine '${id}'` };
  const options: BackendOptions & { readonly threads: number } = { threads };
  const started = await useBackend('wasm', options);
  if (started.threads === threads) return { facts: facts(threads) };
  return { unavailable: `it computes on ${started.threads} thread(s): ${started.reason}` };
}

async function stock(engine: string): Promise<Hello> {
  if (await tf.setBackend(engine)) return { facts: facts(1) };
  return { unavailable: `tfjs could not start '${engine}'` };
}

async function startWebgpu(): Promise<Hello> {
  const { adapter = 'an adapter without a name' } = await useBackend('webgpu');
  // An adapter that computes on the processor is for tests: its times say nothing.
  if (/swiftshader|llvmpipe|lavapipe|basic render/i.test(adapter)) {
    return { unavailable: `${adapter} computes in software` };
  }
  return { facts: { ...facts(1), computes: adapter } };
}

function facts(threads: number): EngineFacts {
  return { threads, version: tf.version.tfjs };
}
