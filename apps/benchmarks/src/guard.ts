import type { EngineId } from './engines.js';
import type { Measured } from './measure.js';
import { operations, productOperations } from './operations.js';
import { pairedRatio } from './statistics.js';

/** A ratio that must not fall; the higher, the better. */
export interface GuardedRatio {
  readonly name: string;
  readonly workload: string;
  readonly value: number;
}

/** A ratio beside the committed one. */
export interface Verdict {
  readonly name: string;
  readonly workload: string;
  readonly committed: number;
  readonly measured: number;
  readonly failed: boolean;
}

/** The share of a ratio that may be lost: what a busy machine takes away for a while. */
export const allowedLoss = 0.25;

/**
 * The ratios of what was measured that can be compared between machines: speed-ups of one engine over another in
 * the same run, and how much of its own product's speed a step keeps. Those against PyTorch carry the name of its
 * library, as another is another opponent.
 */
export function guardedRatios(measured: readonly Measured[], torchLibrary?: string): GuardedRatio[] {
  return measured.flatMap((one) => {
    const { workload, times, products } = one;
    const speedUp = (id: EngineId, over: EngineId, note = '') => {
      const [own, other] = [times[id], times[over]];
      if (!own || !other) return [];
      const name = `${workload.id}: ${id} against ${over}${note}`;
      return [{ name, workload: workload.id, value: pairedRatio(other, own) }];
    };
    const [step, product] = [times['wasm-1'], products['wasm-1']];
    const share = operations(workload) / productOperations(workload.product);
    const efficiency =
      step && product
        ? [
            {
              name: `${workload.id}: wasm-1 against its own product`,
              workload: workload.id,
              value: share * pairedRatio(product, step),
            },
          ]
        : [];
    return [
      ...speedUp('wasm-1', 'wasm-stock'),
      ...efficiency,
      ...speedUp('wasm-2', 'wasm-1'),
      ...(torchLibrary === undefined ? [] : speedUp('wasm-1', 'pytorch-1', ` (${torchLibrary})`)),
    ];
  });
}

/** Sets ratios beside the committed ones of the same name; those without are left out. */
export function compareRatios(
  measured: readonly GuardedRatio[],
  committed: readonly GuardedRatio[],
): Verdict[] {
  return measured.flatMap(({ name, workload, value }) => {
    const before = committed.find((ratio) => ratio.name === name);
    if (!before) return [];
    const failed = !(value >= before.value * (1 - allowedLoss));
    return [{ name, workload, committed: before.value, measured: value, failed }];
  });
}

/** The better of two measurements of each ratio. */
export function betterOf(first: readonly GuardedRatio[], second: readonly GuardedRatio[]): GuardedRatio[] {
  return first.map((ratio) => {
    const again = second.find(({ name }) => name === ratio.name);
    return again && again.value > ratio.value ? again : ratio;
  });
}

/** A line that says what was lost. */
export function describeVerdict({ name, committed, measured, failed }: Verdict): string {
  const change = ((measured / committed - 1) * 100).toFixed(0);
  const sign = measured >= committed ? '+' : '';
  const figures = `${measured.toFixed(2)}, committed ${committed.toFixed(2)} (${sign}${change} %)`;
  return `${failed ? 'FAILED' : 'ok'}: ${name}: ${figures}`;
}
