import { expect, it, vi } from 'vitest';
import * as options from './options.js';

vi.mock('@tensorflow/tfjs', () => {
  throw new Error('the engine was loaded');
});

it('needs no engine', async () => {
  expect(options.placeholder({ type: 'integer' })).toBe('N');
  // Elsewhere the engine is needed: the mock is in force.
  await expect(import('./index.js')).rejects.toThrow();
});
