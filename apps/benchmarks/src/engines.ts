import type { Launch } from './child-process.js';
import { type Torch, torchLaunch } from './find-torch.js';
import { paths } from './paths.js';

/** The engines, in the order of the tables. */
export const engineIds = [
  'cpu-stock',
  'wasm-stock',
  'wasm-1',
  'wasm-2',
  'webgpu',
  'pytorch-1',
  'pytorch-2',
  'pytorch-1-default',
] as const;

/** An engine that is measured. */
export type EngineId = (typeof engineIds)[number];

/** What an engine is called in tables. */
export const engineTitles: Readonly<Record<EngineId, string>> = {
  'cpu-stock': 'tfjs cpu',
  'wasm-stock': 'tfjs wasm',
  'wasm-1': 'ours, 1 thread',
  'wasm-2': 'ours, 2 threads',
  webgpu: 'ours, WebGPU',
  'pytorch-1': 'PyTorch, 1 thread',
  'pytorch-2': 'PyTorch, 2 threads',
  'pytorch-1-default': 'PyTorch as installed, 1 thread',
};

/** How an engine is started, or why it is not. */
export function engineLaunch(id: EngineId, torch: Torch | string): Launch | string {
  if (!id.startsWith('pytorch')) return { command: process.execPath, args: [paths.nodeRunner, id] };
  if (typeof torch === 'string') return torch;
  if (id === 'pytorch-1-default') {
    if (torch.defaultLibrary === undefined) return 'as installed it is the strongest';
    return torchLaunch(torch.python, 1, undefined);
  }
  return torchLaunch(torch.python, id === 'pytorch-2' ? 2 : 1, torch.coreType);
}
