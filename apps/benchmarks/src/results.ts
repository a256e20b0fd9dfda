import type { EngineId } from './engines.js';
import type { GuardedRatio } from './guard.js';
import type { MachineFacts } from './machine.js';
import type { EpochTime, MemorySample, Product, Profile } from './protocol.js';
import type { Timing } from './statistics.js';

/** An engine on a workload. */
export interface EngineResult {
  /** Milliseconds of a step, or of a pass over all rows. */
  readonly timing: Timing;
  /** Times as long as PyTorch on one thread, paired by round. */
  readonly timesPyTorch?: number;
  /** Operations in products and convolutions per second of the whole step. */
  readonly gigaflops: number;
  /** Those of a product of the workload's size alone. */
  readonly productGigaflops: number;
  /** The most memory that the process has held. */
  readonly peakMebibytes: number;
}

/** A workload on each engine; a text says why there is no result. */
export interface WorkloadResult {
  readonly id: string;
  readonly title: string;
  readonly gigaflop: number;
  /** Rows of a pass, where rows are encoded. */
  readonly rows?: number;
  readonly engines: Partial<Record<EngineId, EngineResult | string>>;
}

/** The step as it grows along one axis. */
export interface ScalingRow {
  readonly value: number;
  readonly ours: number;
  readonly pytorch?: number;
  readonly timesPyTorch?: number;
}

/** GFLOP/s of a product on each engine. */
export interface ProductResult {
  readonly product: Product;
  readonly gigaflops: Partial<Record<EngineId, number>>;
}

/** Where the time of a workload's step goes on an engine. */
export interface ProfileResult extends Profile {
  readonly workload: string;
  readonly engine: EngineId;
  /** Operations in products and convolutions of a step, in billions. */
  readonly gigaflop: number;
}

/** The quickstart's training on both sides, epoch about epoch. */
export interface QuickstartResult {
  readonly ours: { readonly seconds: number; readonly epochs: readonly EpochTime[] };
  readonly pytorch?: { readonly seconds: number; readonly epochs: readonly EpochTime[] };
  readonly timesPyTorch?: number;
  readonly peakMebibytes: number;
}

/** What a run has measured; parts that were not asked for are missing. */
export interface BenchmarkResults {
  readonly machine: MachineFacts;
  /** Why an engine is in no table. */
  readonly unavailable: Partial<Record<EngineId, string>>;
  readonly workloads: readonly WorkloadResult[];
  readonly guard: readonly GuardedRatio[];
  readonly products?: readonly ProductResult[];
  readonly scaling?: { readonly batch: readonly ScalingRow[]; readonly width: readonly ScalingRow[] };
  readonly profiles?: readonly ProfileResult[];
  readonly memory?: { readonly samples: readonly MemorySample[]; readonly peakMebibytes: number };
  readonly quickstart?: QuickstartResult;
}
