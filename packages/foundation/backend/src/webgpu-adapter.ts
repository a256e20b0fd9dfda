/** What is known of a graphics adapter before an engine is started on it. */
export interface AdapterFound {
  readonly description: string;
  /** Computes on the processor: right, but slower than WASM. */
  readonly software: boolean;
  /** Puts the entry point where tfjs looks for it; nothing to do in a browser. */
  install(): void;
}

/** Whether this is Node, in a way that bundlers leave alone. */
export function isNode(): boolean {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return typeof process?.versions?.node === 'string';
}

/**
 * Finds the graphics adapter that WebGPU would use: the browser's, or in Node the one that the optional package
 * `webgpu` (Dawn) brings. Leaves the globals alone until `install`.
 *
 * @returns the adapter, or the reason why there is none.
 */
export async function findAdapter(): Promise<AdapterFound | string> {
  const present = globalThis.navigator?.gpu;
  const dawn = present || !isNode() ? undefined : await loadDawn();
  if (typeof dawn === 'string') return dawn;
  try {
    const gpu = present ?? dawn?.create([]);
    if (!gpu) return 'no WebGPU here';
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return 'WebGPU finds no adapter';
    return {
      ...describeAdapter((adapter as unknown as { info: AdapterInfo }).info),
      install: () => dawn && installDawn(dawn, gpu),
    };
  } catch (error) {
    return `WebGPU does not start: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function describeAdapter(info: AdapterInfo): { description: string; software: boolean } {
  const { vendor, architecture, description, device } = info;
  const name = [description || [vendor, device].filter(Boolean).join(' '), architecture]
    .filter(Boolean)
    .join(', ');
  const software =
    info.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|basic render/i.test(name);
  return { description: name || 'an adapter without a name', software };
}

async function loadDawn(): Promise<DawnModule | string> {
  // A variable keeps bundlers from following an import that is only for Node.
  const name = 'webgpu';
  try {
    const dawn: DawnModule = await import(/* @vite-ignore */ /* webpackIgnore: true */ name);
    return lacksVulkan() ? "the package 'webgpu' finds no Vulkan (libvulkan.so.1)" : dawn;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND') {
      return "the optional package 'webgpu' is not installed";
    }
    return `the package 'webgpu' does not load: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * Node 20 has no `navigator`; later ones have one whose properties work on the object itself only, so it is
 * added to, not replaced.
 */
function installDawn({ globals }: DawnModule, gpu: GPU): void {
  Object.assign(globalThis, globals);
  if (!globalThis.navigator) {
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true, writable: true });
  }
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
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
