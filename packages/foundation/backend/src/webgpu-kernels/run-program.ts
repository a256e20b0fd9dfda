import type * as tf from '@tensorflow/tfjs';
import type { WebgpuBackend } from './webgpu-backend.js';

/** A compute program in WGSL. Its buffers hold float32. */
export interface Program {
  /** Names the code: programs of one name share a pipeline. */
  readonly name: string;
  /** Buffers that the code writes, and may read. */
  readonly written: readonly string[];
  /** Buffers that the code only reads. */
  readonly read: readonly string[];
  /** Numbers that may change from run to run without a new pipeline, as fields of `uniforms`. */
  readonly uniforms: Readonly<Record<string, 'f32' | 'u32'>>;
  /** Declarations before the entry point. */
  readonly declarations?: string;
  /** The body of the entry point: `local` is the thread in its group, `group` of `groups` its group. */
  readonly body: string;
}

/** Threads in a group: as many as every adapter has. */
export const groupSize = 256;

/** What one run of a program works on, each list in the program's order. */
export interface Run {
  readonly written: readonly tf.TensorInfo[];
  readonly read: readonly tf.TensorInfo[];
  readonly uniforms: readonly number[];
  readonly groups: readonly [number, number];
}

/**
 * Records one dispatch of a program on the engine's command queue. Unlike a program of the engine's own, it may
 * write several buffers, and read what it writes: updates happen in place.
 */
export function runProgram(backend: WebgpuBackend, program: Program, run: Run): void {
  const [first, ...others] = [...run.written, ...run.read].map((tensor) => {
    backend.uploadToGPU(tensor.dataId);
    // The engine puts each shape into the uniform buffer: flat, all ranks share the layout and the pipeline.
    return {
      dataId: tensor.dataId,
      shape: [tensor.shape.reduce((a, b) => a * b, 1)],
      dtype: tensor.dtype,
    };
  });
  const types = Object.values(program.uniforms);
  backend.recordAndSubmit(
    { pipeline: pipelineOf(backend, program), dispatch: [...run.groups, 1] },
    first!,
    others,
    run.uniforms.map((value, i) => ({ type: types[i] === 'u32' ? 'uint32' : 'float32', data: [value] })),
  );
}

/**
 * Groups for `threads` threads: one row, or as many full rows as the adapter's limit on a row asks for.
 *
 * @returns columns and rows; the last row may be longer than what is left.
 */
export function groupsFor(threads: number, limit: number): [number, number] {
  const groups = Math.max(1, Math.ceil(threads / groupSize));
  const rows = Math.ceil(groups / limit);
  return [Math.ceil(groups / rows), rows];
}

/** A program of one thread for each of `uniforms.size` numbers; `body` finds its own in `index`. */
export function elementwise(program: Program): Program {
  return {
    ...program,
    uniforms: { ...program.uniforms, size: 'u32' },
    body: `let index = (group.y * groups.x + group.x) * ${groupSize}u + local;
      if (index >= uniforms.size) { return; }
      ${program.body}`,
  };
}

/** Runs an `elementwise` program over `size` numbers; nothing for none. */
export function runElementwise(
  backend: WebgpuBackend,
  program: Program,
  size: number,
  { written, read, uniforms = [] }: Partial<Pick<Run, 'uniforms'>> & Pick<Run, 'written' | 'read'>,
): void {
  if (size === 0) return;
  const groups = groupsFor(size, backend.device.limits.maxComputeWorkgroupsPerDimension);
  runProgram(backend, program, { written, read, uniforms: [...uniforms, size], groups });
}

function pipelineOf(backend: WebgpuBackend, program: Program): GPUComputePipeline {
  const key = `autoencoders/${program.name}`;
  backend.pipelineCache[key] ??= backend.device.createComputePipeline({
    label: key,
    layout: 'auto',
    compute: {
      module: backend.device.createShaderModule({ label: key, code: sourceOf(program) }),
      entryPoint: 'main',
    },
  });
  return backend.pipelineCache[key] as GPUComputePipeline;
}

function sourceOf({ written, read, uniforms, declarations = '', body }: Program): string {
  const buffers = [...written, ...read];
  // What the engine puts before our own: NaN, infinity, and for each buffer its size and a stride.
  const engineFields = Array.from({ length: 2 + 2 * buffers.length }, (_, i) => `engine${i} : u32,`);
  const fields = Object.entries(uniforms).map(([name, type]) => `${name} : ${type},`);
  const bindings = buffers.map(
    (name, i) =>
      `@group(0) @binding(${i}) var<storage, ${i < written.length ? 'read_write' : 'read'}> ${name} : array<f32>;`,
  );
  return `
    struct Uniforms { ${engineFields.join(' ')} ${fields.join(' ')} };
    ${bindings.join('\n')}
    @group(0) @binding(${buffers.length}) var<uniform> uniforms : Uniforms;
    ${declarations}
    @compute @workgroup_size(${groupSize})
    fn main(
      @builtin(local_invocation_index) local : u32,
      @builtin(workgroup_id) group : vec3<u32>,
      @builtin(num_workgroups) groups : vec3<u32>,
    ) {
      ${body}
    }`;
}
