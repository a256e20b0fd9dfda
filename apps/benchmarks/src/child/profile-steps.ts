import * as tf from '@tensorflow/tfjs';
import type { Budget, KernelTime, Profile } from '../protocol.js';
import type { Prepared } from './prepared.js';
import { timeSteps } from './time-steps.js';

/**
 * Times each kernel within training steps, without the kernels that it calls itself.
 * Only for engines whose kernels return when they are done.
 */
export async function profileSteps(prepared: Prepared, budget: Budget): Promise<Profile> {
  const recorder = new KernelRecorder(tf.getBackend());
  try {
    const times = await timeSteps(prepared, budget, recorder);
    const step = times.reduce((sum, time) => sum + time, 0) / times.length;
    return { step, kernels: recorder.perStep(times.length) };
  } finally {
    recorder.restore();
  }
}

/** Stands between an engine and its kernels. */
class KernelRecorder {
  readonly #own: readonly tf.KernelConfig[];
  readonly #totals = new Map<string, { calls: number; milliseconds: number }>();
  /** Time spent in called kernels, for each kernel under way. */
  readonly #nested: number[] = [];
  #recording = false;

  constructor(engine: string) {
    this.#own = tf.getKernelsForBackend(engine);
    for (const own of this.#own) replace(own, { ...own, kernelFunc: this.#timed(own) });
  }

  begin(): void {
    this.#recording = true;
  }

  end(): void {
    this.#recording = false;
  }

  restore(): void {
    for (const own of this.#own) replace(own, own);
  }

  perStep(steps: number): KernelTime[] {
    return [...this.#totals]
      .map(([kernel, { calls, milliseconds }]) => ({
        kernel,
        calls: calls / steps,
        milliseconds: milliseconds / steps,
      }))
      .sort((a, b) => b.milliseconds - a.milliseconds);
  }

  #timed({ kernelName, kernelFunc }: tf.KernelConfig): tf.KernelFunc {
    return (call) => {
      this.#nested.push(0);
      const from = performance.now();
      try {
        return kernelFunc(call);
      } finally {
        const whole = performance.now() - from;
        const own = whole - this.#nested.pop()!;
        const depth = this.#nested.length - 1;
        if (depth >= 0) this.#nested[depth]! += whole;
        if (this.#recording) this.#add(kernelName, own);
      }
    };
  }

  #add(kernel: string, milliseconds: number): void {
    const total = this.#totals.get(kernel) ?? { calls: 0, milliseconds: 0 };
    total.calls += 1;
    total.milliseconds += milliseconds;
    this.#totals.set(kernel, total);
  }
}

function replace({ kernelName, backendName }: tf.KernelConfig, by: tf.KernelConfig): void {
  tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel(by);
}
