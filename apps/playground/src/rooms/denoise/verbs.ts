import { nextTurn } from '@autoencoders/app-kit/worker';
import { randomSource, withRandomSource } from '@autoencoders/backend';
import { corrupt, corruptionSettings } from '@autoencoders/layers';
import { peakSignalToNoiseRatio } from '@autoencoders/metrics';
import * as tf from '@tensorflow/tfjs';
import { valuesOf } from '../../drawing/input-description.js';
import type { InputSource } from '../../drawing/input-source.js';
import { openRun, type Session } from '../../worker/session.js';
import { toItems } from '../../worker/to-items.js';
import type { DenoisedItem, DenoisedItems, Distance, Distances, Noise } from './denoised.js';

export { describeInput, testItems } from '../../drawing/input-description.js';

/** Items of the test part that the figures are of. */
const measured = 200;
/** Items that the worker takes at a time, before it looks at what else is asked of it. */
const atOnce = 20;

/** Adds noise to one item, and lets the model make of it what it will. */
export async function denoise(session: Session, source: InputSource, noise: Noise): Promise<DenoisedItem> {
  const { data } = openRun(session);
  const { clean, noisy, cleaned } = passed(session, valuesOf(session, source), noise, 0);
  const all = tf.concat([clean, noisy, cleaned]);
  try {
    const [of] = await distancesOf(clean, [noisy, cleaned]);
    return { items: await toItems(all, data), noisy: of![0]!, cleaned: of![1]! };
  } finally {
    tf.dispose([clean, noisy, cleaned, all]);
  }
}

/** The same for the first items of the test part, with figures over a few hundred. */
export async function denoiseMany(session: Session, shown: number, noise: Noise): Promise<DenoisedItems> {
  const { data } = openRun(session);
  const count = Math.min(measured, data.test.size);
  const distances: (readonly Distance[])[] = [];
  const views: Pick<DenoisedItems, 'clean' | 'noisy' | 'cleaned'>[] = [];
  for (let from = 0; from < count; from += atOnce) {
    const rows = Array.from({ length: Math.min(atOnce, count - from) }, (_, at) => from + at);
    const { clean, noisy, cleaned } = passed(session, data.test.values(rows), noise, from / atOnce);
    const reconstructed = reconstruct(session, clean, noise.seed);
    try {
      distances.push(...(await distancesOf(clean, [noisy, cleaned, reconstructed])));
      if (from === 0) {
        const first = async (x: tf.Tensor) => {
          const few = tf.slice(x, 0, Math.min(shown, rows.length));
          const items = await toItems(few, data);
          few.dispose();
          return items;
        };
        views.push({ clean: await first(clean), noisy: await first(noisy), cleaned: await first(cleaned) });
      }
    } finally {
      tf.dispose([clean, noisy, cleaned, reconstructed]);
    }
    await nextTurn();
  }
  const mean = (which: number): Distance => meanOf(distances.map((each) => each[which]!));
  return {
    ...views[0]!,
    each: distances
      .slice(0, shown)
      .map(([noisy, cleaned]): Distances => ({ noisy: noisy!, cleaned: cleaned! })),
    mean: { noisy: mean(0), cleaned: mean(1), reconstructed: mean(2), count },
  };
}

/** Items, the same with noise, and what the model makes of those; all `[count, ...shape]`. */
function passed(session: Session, values: Float32Array, { name, strength, seed }: Noise, step: number) {
  const { data } = openRun(session);
  const clean = tf.tensor(values, [values.length / sizeOf(data.test.shape), ...data.test.shape]);
  const noisy = corrupt(clean, corruptionSettings(name, strength), randomSource(seed, step));
  return { clean, noisy, cleaned: reconstruct(session, noisy, seed) };
}

function reconstruct(session: Session, x: tf.Tensor, seed: number): tf.Tensor {
  const { model } = openRun(session);
  return withRandomSource(randomSource(seed), () => tf.tidy(() => model.reconstruct(x)));
}

/** For each item, how far each of the others is from the clean one. */
async function distancesOf(clean: tf.Tensor, others: readonly tf.Tensor[]): Promise<Distance[][]> {
  const ratios = tf.tidy(() => tf.stack(others.map((other) => peakSignalToNoiseRatio(clean, other))));
  const values = await ratios.data();
  ratios.dispose();
  const count = clean.shape[0]!;
  return Array.from({ length: count }, (_, item) =>
    others.map((_, which) => {
      const decibels = values[which * count + item]!;
      // The range is 1: the ratio is that of 1 to the error, infinite where nothing differs.
      return { squaredError: 10 ** (-decibels / 10), decibels: Math.min(100, decibels) };
    }),
  );
}

function meanOf(distances: readonly Distance[]): Distance {
  const sum = (name: keyof Distance) => distances.reduce((total, each) => total + each[name], 0);
  return {
    squaredError: sum('squaredError') / distances.length,
    decibels: sum('decibels') / distances.length,
  };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
