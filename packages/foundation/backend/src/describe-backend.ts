import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { moduleOn } from './kernel-module/kernel-module.js';

/** The engines, fastest first. */
export const engineNames = ['webgpu', 'wasm', 'cpu'] as const;

/** An engine that `useBackend` can start. */
export type EngineName = (typeof engineNames)[number];

/** What the computations run on. */
export interface BackendDescription {
  /** The engine's name in tfjs: `webgpu`, `wasm`, `cpu` (or `webgl`, where somebody chose it). */
  readonly engine: string;
  /** The graphics adapter, where there is one. */
  readonly adapter?: string;
  /** Threads that the engine computes on; 1 for a graphics adapter's host. */
  readonly threads: number;
  /** Of `wasm`: the package's own with relaxed or plain SIMD, or tfjs's where those cannot run. */
  readonly kernels?: 'relaxed' | 'plain' | 'stock';
  /** Kernels that training commonly needs and that the engine lacks. */
  readonly missingKernels: readonly string[];
  /** Why this engine: what was asked for, what was tried. */
  readonly reason: string;
}

/** What gradients and optimizers of the common layers call. */
const trainingKernels = [
  'Add',
  'AvgPoolGrad',
  'BatchMatMul',
  'Conv2D',
  'Conv2DBackpropFilter',
  'Conv2DBackpropInput',
  'DepthwiseConv2dNative',
  'DepthwiseConv2dNativeBackpropFilter',
  'DepthwiseConv2dNativeBackpropInput',
  'Einsum',
  'Exp',
  'FusedBatchNorm',
  'GatherV2',
  'Log',
  'Log1p',
  'MaxPoolGrad',
  'ResizeNearestNeighbor',
  'Select',
  'Softmax',
  'Sqrt',
  'Sum',
  'Tile',
  'Transpose',
  'UnsortedSegmentSum',
  '_FusedMatMul',
];

const chosen: { engine?: string; adapter?: string; reason?: string } = {};

/** Notes what `useBackend` chose, for descriptions. */
export function noteChoice(engine: string, reason: string, adapter?: string): void {
  chosen.engine = engine;
  chosen.reason = reason;
  if (adapter === undefined) delete chosen.adapter;
  else chosen.adapter = adapter;
}

/**
 * Describes the engine in use: name, adapter, threads, the training kernels it lacks, and why it was chosen.
 *
 * @throws {OptionError} when no engine has been started.
 */
export function describeBackend(): BackendDescription {
  const engine = tf.getBackend();
  if (!engine) throw new OptionError("no engine has been started: call 'await useBackend()' first");
  const present = new Set(tf.getKernelsForBackend(engine).map(({ kernelName }) => kernelName));
  const ours = chosen.engine === engine;
  return {
    engine,
    ...(ours && chosen.adapter !== undefined ? { adapter: chosen.adapter } : {}),
    threads: engine === 'wasm' ? wasmThreads() : 1,
    ...(engine === 'wasm' ? { kernels: moduleOn(tf.backend())?.flavour ?? 'stock' } : {}),
    missingKernels: trainingKernels.filter((name) => !present.has(name)),
    reason:
      ours && chosen.reason ? chosen.reason : "chosen by tfjs: call 'await useBackend()' for the fastest",
  };
}

function wasmThreads(): number {
  return moduleOn(tf.backend())?.threads ?? 1;
}
