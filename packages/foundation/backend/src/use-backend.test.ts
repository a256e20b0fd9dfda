import { BackendError, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { describeBackend, useBackend } from './index.js';

describe('useBackend', () => {
  it('starts what is named', async () => {
    for (const engine of ['wasm', 'cpu'] as const) {
      expect(await useBackend(engine)).toMatchObject({ engine, threads: 1, reason: 'asked for by name' });
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
});
