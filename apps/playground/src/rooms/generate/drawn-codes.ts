import { trainingGate } from '@autoencoders/app-kit/worker';
import { randomSource } from '@autoencoders/backend';
import type { Autoencoder } from '@autoencoders/core';
import type { Rows } from '@autoencoders/data';
import { type AutoencoderGenerator, generator, type Sampler } from '@autoencoders/generation';
import { evenRows } from '../../codes/even-rows.js';
import { hasCodebook, modelFor } from '../../codes/model-for.js';
import type { OpenRun } from '../../worker/session.js';
import type { SamplerChoice } from './sampler-names.js';

/** How far a sampler's fit has come, from 0 to 1. */
export type FitProgress = (share: number) => void;

/** What to draw. */
export interface Draw {
  readonly sampler: SamplerChoice;
  readonly seed: number;
  readonly count: number;
  /** The class to draw, where the model's prior knows of it. */
  readonly label?: number | undefined;
  /** Weights that have the same number are the same: what was fitted to them is still good. */
  readonly revision: number;
}

interface Kept {
  readonly model: Autoencoder;
  readonly key: string;
  readonly made: AutoencoderGenerator;
}

/** What was fitted last: fits take time. */
let kept: Kept | undefined;

/**
 * Draws codes, `[count, ...latentShape]`, from a sampler that is fitted first where it has to be.
 *
 * @throws {DataError} where there are fewer different codes than the sampler needs.
 */
export async function drawnCodes(
  { model, data }: OpenRun,
  { sampler, seed, count, label, revision }: Draw,
  tell: FitProgress,
  signal: AbortSignal,
): Promise<Rows> {
  if (sampler === 'prior' || sampler === 'standard-normal') {
    return generator(modelFor(model, label), { sampler }).sampleCodes(count, { seed });
  }
  const key = `${sampler} ${revision}`;
  if (kept?.model !== model || kept.key !== key) {
    kept?.made.dispose();
    kept = undefined;
    const made = samplerOf(model, sampler, data.train.size);
    const shown = data.train.subset(evenRows(data.train.size, sampler === 'gaussian-mixture' ? 1000 : 2000));
    let told = Number.NEGATIVE_INFINITY;
    await made.fit(shown, {
      signal,
      onProgress: ({ stage, done, total = done }) => {
        if (sampler === 'two-stage' && stage === 'encode') return;
        // As often as a bar can be seen to move.
        if (done < total && performance.now() - told < 150) return;
        told = performance.now();
        tell(done / total);
      },
      // The gate lets other questions in between its steps.
      ...(sampler === 'two-stage' ? { epochs: 30, callbacks: [trainingGate().callback] } : {}),
    });
    kept = { model, key, made };
  }
  return kept.made.sampleCodes(count, { seed });
}

function samplerOf(
  model: Autoencoder,
  sampler: Exclude<SamplerChoice, 'prior' | 'standard-normal'>,
  examples: number,
): AutoencoderGenerator {
  switch (sampler) {
    case 'entries':
      return generator(model, { sampler: positionwise(model) });
    case 'kernel-density':
      return generator(model, { sampler });
    case 'two-stage':
      return generator(model, { sampler, hidden: [128, 128] });
    case 'gaussian-mixture': {
      const wide = model.latentShape.reduce((size, length) => size * length, 1) > 16;
      const components = Math.max(1, Math.min(10, Math.floor(examples / 20)));
      return generator(model, { sampler, components, covariance: wide ? 'diagonal' : 'full' });
    }
  }
}

/** Each position of a code from an example of its own. */
function positionwise(model: Autoencoder): Sampler {
  const length = hasCodebook(model) ? model.latentShape.at(-1)! : 1;
  return {
    name: 'positions',
    fit: (codes) => ({ codes }),
    draw: async (count, random, { codes }) => {
      const { values, shape } = codes!;
      const [examples, width] = shape as [number, number];
      const drawn = random.uniform('rows', [(count * width) / length]);
      const rows = await drawn.data();
      drawn.dispose();
      const taken = new Float32Array(count * width);
      rows.forEach((share, at) => {
        const row = Math.min(examples - 1, Math.floor(share * examples));
        const from = row * width + ((at * length) % width);
        taken.set((values as Float32Array).subarray(from, from + length), at * length);
      });
      return { values: taken, shape: [count, width] };
    },
  };
}

/** Decodes as the model draws: one whose decoder tells pixels one by one draws each. */
export function drawingModel(model: Autoencoder, seed: number, label?: number): Autoencoder {
  if (!('sample' in model) || !('pixels' in model.networks)) return modelFor(model, label);
  const { sample } = model as Autoencoder & DrawsPixels;
  return { ...model, decode: (z) => sample(z, { random: randomSource(seed) }) };
}

interface DrawsPixels {
  sample(
    z: Parameters<Autoencoder['decode']>[0],
    how: { random: ReturnType<typeof randomSource> },
  ): ReturnType<Autoencoder['decode']>;
}
