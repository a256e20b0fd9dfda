import { type WindowGeometry, writeWindow } from './convolution-task.js';
import type { Address } from './exports.js';
import type { KernelModule } from './kernel-module.js';

/** What is computed of the three, from the other two; the numbers are those of `assembly/depthwise.ts`. */
export const depthwiseTargets = { output: 0, image: 1, filter: 2 } as const;

/** A convolution of each channel by itself; its window's `image` is read or, as the target, written. */
export interface DepthwiseTask {
  readonly target: keyof typeof depthwiseTargets;
  readonly window: WindowGeometry;
  readonly images: number;
  /** Filters of each channel. */
  readonly multiplier: number;
  /** `[taps, channels, multiplier]`. */
  readonly filter: Address;
  /** `[images · positions, channels · multiplier]`. */
  readonly output: Address;
}

/** Computes the target, which is cleared first. */
export function runDepthwise(module: KernelModule, task: DepthwiseTask): void {
  const { target, window, images, multiplier, filter, output } = task;
  writeWindow(module.words(), module.parameters >>> 2, window);
  module.kernels.depthwise(
    module.parameters,
    depthwiseTargets[target],
    images,
    multiplier,
    window.image,
    filter,
    output,
  );
}
