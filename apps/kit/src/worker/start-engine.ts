import { type BackendDescription, useBackend } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';

/** The engines a visitor may choose. */
export type EngineChoice = 'auto' | 'webgpu' | 'wasm' | 'cpu';

/**
 * Starts an engine in a worker; `auto` takes WebGPU, or else WASM.
 *
 * @param onLost told once when the graphics card goes away, with the reason that the browser gives
 * @throws {BackendError} when the engine asked for cannot start, saying why.
 */
export async function startEngine(
  choice: EngineChoice,
  onLost: (reason: string) => void,
): Promise<BackendDescription> {
  // A core is left to the page: it is to answer while the worker computes.
  const description = await useBackend(choice, {
    threads: Math.max(1, Math.min(4, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1)),
  });
  const { device } = tf.backend() as { device?: WatchedDevice };
  if (device && !watched.has(device)) {
    watched.add(device);
    void device.lost.then(({ message, reason }) => onLost(message || reason || 'no reason given'));
  }
  return description;
}

/** An engine in words, with what it runs on: `wasm (1 thread)`. */
export function engineText({ engine, adapter, threads }: BackendDescription): string {
  return `${engine} (${adapter ?? `${threads} ${threads === 1 ? 'thread' : 'threads'}`})`;
}

/** The part of a `GPUDevice` that is needed. */
interface WatchedDevice {
  readonly lost: Promise<{ readonly message: string; readonly reason?: string }>;
}

const watched = new WeakSet<object>();
