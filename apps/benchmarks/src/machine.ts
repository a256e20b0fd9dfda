import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, totalmem } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import type { Torch } from './find-torch.js';

/** What the figures depend on. */
export interface MachineFacts {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGibibytes: number;
  readonly platform: string;
  readonly node: string;
  readonly v8: string;
  readonly tfjs: string;
  /** PyTorch and its library of products, or why there is none. */
  readonly pytorch: string;
  readonly pytorchAsInstalled?: string;
  /** GFLOP/s of PyTorch's product of 512 × 512 by OPENBLAS_CORETYPE. */
  readonly pytorchProbed?: Readonly<Record<string, number>>;
  readonly commit?: string;
}

/** Gathers them. */
export function machineFacts(torch: Torch | string): MachineFacts {
  const commit = currentCommit();
  const found = typeof torch === 'string' ? undefined : torch;
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGibibytes: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    v8: process.versions.v8,
    tfjs: tf.version.tfjs,
    pytorch: found ? `PyTorch ${found.version}, ${found.library}` : `none: ${torch}`,
    ...(found?.defaultLibrary === undefined ? {} : { pytorchAsInstalled: found.defaultLibrary }),
    ...(found ? { pytorchProbed: found.probed } : {}),
    ...(commit === undefined ? {} : { commit }),
  };
}

/** The commit that is checked out, with `-dirty` where files differ from it; nothing outside of a clone. */
function currentCommit(): string | undefined {
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const dirty = git('status', '--porcelain', '--untracked-files=no') !== '';
    return git('rev-parse', 'HEAD') + (dirty ? '-dirty' : '');
  } catch {
    return undefined;
  }
}
