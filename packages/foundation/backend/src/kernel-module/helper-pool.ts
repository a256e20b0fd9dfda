import type { KernelBinary } from './compile.js';
import { allocate, type WasmBackend } from './engine-memory.js';
import type { Address } from './exports.js';
import { controlBytes, parameterBytes, scratchLayout } from './layout.js';

/** Workers that take chunks of tasks; see `assembly/pool.ts`. */
export interface HelperPool {
  readonly count: number;
  readonly control: Address;
  /** Bytes behind the packed operands in each helper's scratch. */
  readonly spare: number;
  stop(): void;
}

const spare = 4 << 20;

/** Words of the control block. */
const [calls, ending, started] = [2, 4, 5];

const source = `
  const begin = async ({ module, memory, control, scratch }) => {
    const { exports } = await WebAssembly.instantiate(module, { env: { memory, now: () => performance.now() } });
    exports.help(control, scratch);
  };`;

/**
 * Starts helpers on shared memory and waits until they are there.
 *
 * @throws {Error} when a worker cannot start.
 */
export async function startHelpers(
  backend: WasmBackend,
  { bytes }: KernelBinary,
  memory: WebAssembly.Memory,
  count: number,
): Promise<HelperPool> {
  const module = await WebAssembly.compile(bytes);
  const control = allocate(backend, controlBytes).address;
  // Never given back: a helper that lost its core may come back to its own long after.
  const scratches = Array.from(
    { length: count },
    () => allocate(backend, parameterBytes + scratchLayout.spare + spare).address,
  );
  new Uint8Array(memory.buffer, control, controlBytes).fill(0);
  const word = (index: number) => new Int32Array(memory.buffer, control + 4 * index, 1);
  const workers: HelperWorker[] = [];
  const stop = () => {
    Atomics.store(word(ending), 0, 1);
    Atomics.add(word(calls), 0, 1);
    Atomics.notify(word(calls), 0);
    for (const worker of workers) worker.end();
  };
  try {
    for (const scratch of scratches) workers.push(startWorker({ module, memory, control, scratch }));
    const failed = Promise.race(workers.map(({ failure }) => failure));
    await Promise.race([allStarted(() => Atomics.load(word(started), 0) === count), failed]);
  } catch (error) {
    stop();
    throw error;
  }
  return { count, control, spare, stop };
}

/** Looks again and again for ten seconds. No timer is left behind that would keep a program from ending. */
async function allStarted(done: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!done()) {
    if (performance.now() > end) throw new Error('a worker did not start within 10 seconds');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

interface HelperWorker {
  /** Rejects if the worker cannot start or breaks down. */
  readonly failure: Promise<never>;
  end(): void;
}

interface NodeWorker {
  on(event: 'error', listener: (error: Error) => void): void;
  unref(): void;
  terminate(): Promise<unknown>;
}

interface WorkerThreads {
  Worker: new (code: string, options: { eval: true; workerData: unknown; execArgv: string[] }) => NodeWorker;
}

function startWorker(data: object): HelperWorker {
  const { process } = globalThis as {
    process?: { getBuiltinModule?(name: string): unknown };
  };
  const threads = process?.getBuiltinModule?.('node:worker_threads') as WorkerThreads | undefined;
  if (threads) {
    const code = `${source} begin(require('node:worker_threads').workerData);`;
    const worker = new threads.Worker(code, { eval: true, workerData: data, execArgv: [] });
    // A program that has ended does not stay for its helpers.
    worker.unref();
    const failure = new Promise<never>((_, reject) => worker.on('error', reject));
    failure.catch(() => {});
    return { failure, end: () => void worker.terminate() };
  }
  const code = `${source} onmessage = ({ data }) => begin(data);`;
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(address);
  const failure = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message || 'a worker was refused'));
  });
  failure.catch(() => {});
  worker.postMessage(data);
  return {
    failure,
    end: () => {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
}
