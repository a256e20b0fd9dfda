import * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import { type KernelModule, moduleOn } from '../kernel-module/kernel-module.js';
import { scratchLayout } from '../kernel-module/layout.js';
import type { UpdateEntry, UpdateRule } from './update-rule.js';

/** Words of an entry of the table; see `assembly/updates.ts`. */
const entryWords = 5;

/**
 * Updates variables and moments in place, in one pass over each.
 *
 * @returns false where the package's module is not at work.
 */
export function wasmUpdate(rule: UpdateRule, entries: readonly UpdateEntry[]): boolean {
  const backend = tf.backend() as WasmBackend;
  const module = moduleOn(backend);
  if (!module) return false;
  const table = module.scratch(4 * entryWords * entries.length) + scratchLayout.spare;
  const words = module.words();
  let at = table >>> 2;
  for (const { variable, gradient, slots } of entries) {
    words[at++] = addressOf(backend, variable);
    words[at++] = addressOf(backend, gradient);
    words[at++] = slots[0] ? addressOf(backend, slots[0]) : 0;
    words[at++] = slots[1] ? addressOf(backend, slots[1]) : 0;
    words[at++] = variable.size;
  }
  run(module, rule, table, entries.length);
  for (const { variable } of entries) forgetPacked(backend, variable);
  return true;
}

function run({ kernels }: KernelModule, rule: UpdateRule, table: number, count: number): void {
  switch (rule.name) {
    case 'adam': {
      const { beta1, beta2, epsilon, learningRate, weightDecay, step } = rule;
      const meanScale = (1 - beta1) / (1 - beta1 ** step);
      const rootScale = Math.sqrt((1 - beta2) / (1 - beta2 ** step));
      const rate = (learningRate * meanScale) / rootScale;
      kernels.adam(table, count, beta1, beta2, epsilon / rootScale, rate, 1 - learningRate * weightDecay);
      return;
    }
    case 'sgd': {
      const { momentum, nesterov, learningRate, weightDecay } = rule;
      kernels.sgd(table, count, momentum, Number(nesterov), learningRate, 1 - learningRate * weightDecay);
      return;
    }
    case 'rmsProp':
      kernels.rmsProp(table, count, rule.decay, rule.epsilon, rule.learningRate);
  }
}

/** Kernels of tfjs keep weights in an order of their own for as long as they live: drops what they keep. */
function forgetPacked(backend: WasmBackend, { dataId, size }: tf.Tensor): void {
  const { id, memoryOffset } = backend.dataIdMap.get(dataId);
  backend.wasm.tfjs.disposeData(id);
  backend.wasm.tfjs.registerTensor(id, size, memoryOffset);
}
