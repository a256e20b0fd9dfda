/** What is known of a graphics adapter before an engine is started on it. */
export interface AdapterFound {
  readonly description: string;
  /** Computes on the processor: right, but slower than WASM. */
  readonly software: boolean;
}

/** Whether this is Node, in a way that bundlers leave alone. */
export function isNode(): boolean {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return typeof process?.versions?.node === 'string';
}

/**
 * Finds the graphics adapter that WebGPU would use: the browser's, or in Node the one that the optional package
 * `webgpu` (Dawn) brings.
 *
 * @returns the adapter, or the reason why there is none.
 */
export async function findAdapter(): Promise<AdapterFound | string> {
  if (isNode()) {
    const problem = await bringDawn();
    if (problem) return problem;
  }
  const gpu = globalThis.navigator?.gpu;
  if (!gpu) return 'no WebGPU here';
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return 'WebGPU finds no adapter';
  const { info } = adapter as unknown as { info: AdapterInfo };
  const { vendor, architecture, description, device } = info;
  const name = [description || [vendor, device].filter(Boolean).join(' '), architecture]
    .filter(Boolean)
    .join(', ');
  const software =
    info.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|basic render/i.test(name);
  return { description: name || 'an adapter without a name', software };
}

/** Puts Dawn's entry point where tfjs looks for it; returns the reason when it cannot. */
async function bringDawn(): Promise<string | undefined> {
  if (globalThis.navigator?.gpu) return undefined;
  // A variable keeps bundlers from following an import that is only for Node.
  const name = 'webgpu';
  const dawn: DawnModule | undefined = await import(/* @vite-ignore */ /* webpackIgnore: true */ name).catch(
    () => undefined,
  );
  if (!dawn) return "the optional package 'webgpu' is not installed";
  if (lacksVulkan()) return "the package 'webgpu' finds no Vulkan (libvulkan.so.1)";
  try {
    const gpu = dawn.create([]);
    Object.assign(globalThis, dawn.globals);
    const navigator = Object.create(globalThis.navigator ?? null, { gpu: { value: gpu } });
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
    return undefined;
  } catch (error) {
    return `the package 'webgpu' does not start: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * Whether this is a Linux without a Vulkan loader. Dawn would find out by itself, but tells of it on standard
 * error, which belongs to the program.
 */
function lacksVulkan(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    process.dlopen({ exports: {} }, 'libvulkan.so.1');
    return false;
  } catch (error) {
    // A library that is there is refused too, being no addon, in words of Node's own.
    return error instanceof Error && error.message.includes('cannot open shared object file');
  }
}

/** As the WebGPU standard has it; the types that tfjs brings are older. */
interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  readonly device: string;
  readonly isFallbackAdapter?: boolean;
}

interface DawnModule {
  create(options: string[]): GPU;
  readonly globals: object;
}
