import { BackendError, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it, vi } from 'vitest';
import { describeBackend, useBackend } from './index.js';

describe('useBackend', () => {
  // First, for tfjs advertises once.
  it('keeps tfjs from advertising, and lets it warn', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await useBackend('cpu');
    tf.scalar(1).dispose();
    expect(warn).not.toHaveBeenCalled();
    expect(tf.env().getBool('IS_NODE')).toBe(true);
    tf.registerBackend('cpu', () => tf.backend());
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  it('starts what is named', async () => {
    for (const engine of ['wasm', 'cpu'] as const) {
      expect(await useBackend(engine, { threads: 1 })).toMatchObject({
        engine,
        threads: 1,
        reason: 'asked for by name',
      });
      expect(tf.getBackend()).toBe(engine);
    }
  });

  it('picks WASM over CPU by itself, and says what it tried', async () => {
    const { engine, reason } = await useBackend();
    expect(['webgpu', 'wasm']).toContain(engine);
    expect(reason).toMatch(/fastest/);
    if (engine === 'wasm') expect(reason).toMatch(/webgpu: /);
    expect(describeBackend().reason).toBe(reason);
  });

  it('takes calls at the same time one after another', async () => {
    await useBackend('wasm');
    const factory = tf.findBackendFactory('wasm');
    tf.removeBackend('wasm');
    tf.registerBackend('wasm', factory);
    const answers = await Promise.all([useBackend('wasm'), useBackend('wasm'), useBackend('cpu')]);
    expect(answers.map(({ engine }) => engine)).toEqual(['wasm', 'wasm', 'cpu']);
  });

  it('names the engines when asked for an unknown one', async () => {
    await expect(useBackend('cuda' as 'cpu')).rejects.toThrow(OptionError);
    await expect(useBackend('cuda' as 'cpu')).rejects.toThrow(/'cuda'.*auto, webgpu, wasm, cpu/);
  });

  it('says why an engine cannot start', async () => {
    const outcome = await useBackend('webgpu').catch((error: unknown) => error);
    // On a machine with an adapter it starts; elsewhere the reason is named.
    if (outcome instanceof Error) {
      expect(outcome).toBeInstanceOf(BackendError);
      expect(outcome.message).toMatch(/webgpu engine cannot start: \S+/);
    } else expect(outcome).toMatchObject({ engine: 'webgpu' });
  });

  it('stays on the engine before when another cannot start', async () => {
    const { reason } = await useBackend('wasm');
    const x = tf.tensor1d([1, 2]);
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    tf.removeBackend('cpu');
    tf.registerBackend('cpu', () => {
      throw new Error('no memory');
    });
    await expect(useBackend('cpu')).rejects.toThrow(/cpu engine cannot start: \S+/);
    vi.restoreAllMocks();
    expect(describeBackend()).toMatchObject({ engine: 'wasm', reason });
    expect([...x.dataSync()]).toEqual([1, 2]);
    x.dispose();
  });
});
