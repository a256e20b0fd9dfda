import { type Autoencoder, checkStateShape } from '@autoencoders/core';
import { type Rows, rowsOfTensor } from '@autoencoders/data';
import { checkNames, checkShape, DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { CodeSource } from './code-source.js';
import { allCodes, type CodeKind, codeWidth } from './codes.js';
import type { Fitted, Sampler } from './samplers/sampler.js';

/** What a sampler's state must look like, by name; `null` matches any length. */
export type FittedShapes = Readonly<Record<string, readonly (number | null)[]>>;

/** What belongs to a sampler in a generator. */
export interface SamplerSettings {
  readonly codes: CodeKind;
  readonly seed: number;
  /** What a saved state is held against; of a sampler of the caller's, nothing is known. */
  readonly shapes?: FittedShapes | undefined;
}

/** Codes of a sampler that is fitted to all codes at once. */
export function samplerSource(
  model: Autoencoder,
  sampler: Sampler,
  { codes: kind, seed, shapes = {} }: SamplerSettings,
): CodeSource {
  const width = codeWidth(model);
  let fitted: Fitted | undefined = sampler.fit ? undefined : {};
  let state: Readonly<Record<string, tf.Variable>> = {};

  function hold(next: Fitted): void {
    const old = state;
    state = variablesOf(next);
    fitted = next;
    tf.dispose(Object.values(old));
  }

  return {
    get ready() {
      return fitted !== undefined;
    },
    networks: {},
    phases: [],
    callbacks: [],
    get state() {
      return state;
    },
    async fit(data, { onProgress, ...options }) {
      checkNames(`options of fit with the sampler '${sampler.name}'`, options, ['batchSize', 'signal']);
      if (!sampler.fit) return { codes: 0 };
      const { batchSize, signal } = options;
      const total = data instanceof tf.Tensor ? data.shape[0] : data.size;
      const codes = await allCodes(model, data, {
        kind,
        seed,
        batchSize,
        signal,
        onEncoded: (done) =>
          onProgress?.({ stage: 'encode', done, ...(total === undefined ? {} : { total }) }),
      });
      const found = await sampler.fit(codes, { seed, signal });
      signal?.throwIfAborted();
      hold(found);
      const count = codes.shape[0]!;
      onProgress?.({ stage: 'fit', done: count, total: count });
      return { codes: count };
    },
    async draw(count, random) {
      const drawn = await sampler.draw(count, random, fitted!);
      checkShape(`what the sampler '${sampler.name}' drew`, drawn.shape, [count, width]);
      const bad = drawn.values.findIndex((value) => !Number.isFinite(value));
      if (bad >= 0) {
        throw new DataError(
          `the sampler '${sampler.name}' drew ${drawn.values[bad]} in code ${Math.floor(bad / width)}: look at what it was fitted to`,
        );
      }
      return drawn;
    },
    logDensity: sampler.logDensity && (async (codes) => sampler.logDensity!(codes, fitted!)),
    figures: () => ({}),
    async restore({ state: saved }) {
      // Saved before it was fitted, it has none.
      if (!sampler.fit || saved.size === 0) return;
      for (const [name, shape] of Object.entries(shapes))
        checkStateShape('the generator', name, saved.get(name)?.shape, shape);
      const rows: Record<string, Rows> = {};
      for (const [name, tensor] of saved) rows[name] = await rowsOfTensor(tensor);
      hold(rows);
    },
    dispose() {
      tf.dispose(Object.values(state));
      state = {};
      if (sampler.fit) fitted = undefined;
    },
  };
}

/** What was fitted, on the engine, where it is saved from. */
function variablesOf(fitted: Fitted): Record<string, tf.Variable> {
  return tf.tidy(() =>
    Object.fromEntries(
      Object.entries(fitted).map(([name, { values, shape }]) => [
        name,
        tf.variable(tf.tensor(values, [...shape]), false),
      ]),
    ),
  );
}
