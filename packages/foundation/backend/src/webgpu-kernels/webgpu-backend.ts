import * as tf from '@tensorflow/tfjs';

/** What a tensor's data is in the WebGPU engine. */
export interface WebgpuData {
  /** On the host: not uploaded yet, or a copy of what was read. */
  values: unknown;
  /** The buffer belongs to the program, which may look into it. */
  readonly external?: boolean;
}

/** A number for the uniform buffer of a program. */
export interface WebgpuUniform {
  readonly type: 'float32' | 'uint32';
  readonly data: number[];
}

/**
 * The parts of tfjs's WebGPU engine that our kernels use. Structural, because its package is loaded only where
 * the engine is chosen.
 */
export interface WebgpuBackend {
  readonly device: GPUDevice;
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  readonly tensorMap: { get(dataId: object): WebgpuData; has(dataId: object): boolean };
  read(dataId: object): Promise<unknown>;
  refCount(dataId: object): number;
  disposeData(dataId: object): boolean;
  uploadToGPU(dataId: object): void;
  makeTensorInfo(shape: readonly number[], dtype: tf.DataType, values?: Float32Array): tf.TensorInfo;
  recordAndSubmit(
    program: { readonly pipeline: GPUComputePipeline; readonly dispatch: readonly number[] },
    output: tf.TensorInfo,
    inputs: tf.TensorInfo[],
    uniforms: readonly WebgpuUniform[],
  ): void;
}

/** The WebGPU engine, which must be the one in use. */
export function webgpuBackend(): WebgpuBackend {
  return tf.backend() as unknown as WebgpuBackend;
}

/** A float32 tensor for a kernel to write. */
export function makeOutput(backend: WebgpuBackend, shape: readonly number[]): tf.TensorInfo {
  // No program runs for an empty one, so it has no buffer that could be read.
  const values = shape.includes(0) ? new Float32Array(0) : undefined;
  return backend.makeTensorInfo([...shape], 'float32', values);
}
