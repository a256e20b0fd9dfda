import { availableParallelism } from 'node:os';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { OptionError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeBackend, useBackend } from '../index.js';
import { differing, threadWorks } from './thread-works.js';

const names = Object.keys(threadWorks) as (keyof typeof threadWorks)[];

/** Ends the engine: the next starts on memory of its own. */
function forgetEngine(): void {
  const factory = tf.findBackendFactory('wasm');
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', factory);
}

function allWorks() {
  return Object.fromEntries(names.map((name) => [name, threadWorks[name]()]));
}

/** On an engine whose memory is not shared: what every number of threads has to come to. */
let alone: ReturnType<typeof allWorks>;

async function expectSame(threads: number): Promise<void> {
  expect(await useBackend('wasm', { threads })).toMatchObject({ threads });
  await expectNoLeak(() => {
    for (const name of names) expect(differing(threadWorks[name](), alone[name]!), name).toEqual([]);
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('an engine started with one thread', () => {
  it('stays with one when asked for more, for its memory is not shared', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    expect(await useBackend('wasm', { threads: 1 })).toMatchObject({ threads: 1 });
    expect(await useBackend('wasm', { threads: 3 })).toMatchObject({ threads: 1 });
    expect(warn).not.toHaveBeenCalled();
    alone = allWorks();
    // Without this, equal bits would say nothing.
    const spread = names.map((name) =>
      alone[name]!.every((values) => new Set(values).size > 1 || values.length === 1),
    );
    expect(spread).toEqual([true, true, true]);
    forgetEngine();
  });
});

describe('an engine started with several threads', () => {
  it.each([2, 3, 1])('gives the same bits with %i of them', async (threads) => {
    await expectSame(threads);
    expect(describeBackend().threads).toBe(threads);
  });

  it('keeps their number where none is named', async () => {
    await useBackend('wasm', { threads: 3 });
    await useBackend('cpu');
    expect(describeBackend().threads).toBe(1);
    expect(await useBackend('wasm')).toMatchObject({ threads: 3 });
    expect(await useBackend()).toMatchObject({ threads: 3 });
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %s threads', async (threads) => {
    await useBackend('wasm', { threads: 2 });
    await expect(useBackend('wasm', { threads })).rejects.toThrow(OptionError);
    await expect(useBackend('wasm', { threads })).rejects.toThrow(
      /threads is .*: give an integer of at least 1/,
    );
    expect(describeBackend()).toMatchObject({ engine: 'wasm', threads: 2 });
  });
});

describe('helpers', () => {
  it('compute chunks', async () => {
    const helpers = await withRecordedHelpers(() => useBackend('wasm', { threads: 4 }));
    expect(helpers).toHaveLength(3);
    // Where they pack the left operands of products: behind the parameters and the edge.
    const packed = helpers.map(
      ({ memory, scratch }) => new Float32Array(memory.buffer, scratch + 192 + 256, 500),
    );
    for (const values of packed) values.fill(0);
    const took = () => packed.filter((values) => values.some((value) => value !== 0)).length;
    // Each gets its turn at some time, whatever else the machine does.
    const end = performance.now() + 20_000;
    while (took() < 3 && performance.now() < end) threadWorks.products();
    expect(took()).toBe(3);
  });

  it('give the same bits and never hang where every core is busy', async () => {
    const code = 'const end = Date.now() + 2000; while (Date.now() < end);';
    const busy = Array.from({ length: availableParallelism() }, () => new Worker(code, { eval: true }));
    const ended = Promise.all(busy.map((worker) => new Promise((resolve) => worker.on('exit', resolve))));
    const end = performance.now() + 2000;
    do await expectSame(9);
    while (performance.now() < end);
    await ended;
  });

  it('end with the engine that they belong to, and the next has its own', async () => {
    const helpers = await withRecordedHelpers(() => useBackend('wasm', { threads: 3 }));
    expect(helpers).toHaveLength(2);
    const ended = Promise.all(
      helpers.map(({ worker }) => new Promise((resolve) => worker.on('exit', resolve))),
    );
    forgetEngine();
    await ended;
    await expectSame(3);
  });
});

interface Helper {
  readonly worker: Worker;
  readonly memory: WebAssembly.Memory;
  readonly scratch: number;
}

/** The helpers that `work` starts. */
async function withRecordedHelpers(work: () => Promise<unknown>): Promise<Helper[]> {
  const helpers: Helper[] = [];
  class Recorded extends Worker {
    constructor(source: string, options: WorkerOptions & { workerData: Omit<Helper, 'worker'> }) {
      super(source, options);
      helpers.push({ worker: this, ...options.workerData });
    }
  }
  const threads = { ...process.getBuiltinModule('node:worker_threads'), Worker: Recorded };
  const getModule = process.getBuiltinModule.bind(process);
  vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: 'node:os') =>
    (name as string) === 'node:worker_threads' ? threads : getModule(name)) as typeof getModule);
  await work();
  return helpers;
}
