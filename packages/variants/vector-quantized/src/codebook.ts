import { type RandomSource, randomSource } from '@autoencoders/backend';
import type { StepContext } from '@autoencoders/core';
import { stopGradient } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { codeCounts } from './code-perplexity.js';
import { kMeansStart } from './k-means-start.js';
import { averaged, type CodeMeans, codebookOf } from './moving-codebook.js';
import { nearestCode } from './nearest-code.js';
import type { VectorQuantizedSettings } from './options.js';
import { movedWhere, revival } from './revival.js';

/** The rows of a batch with their nearest codes. */
export interface Assignment {
  /** The codebook as it is at this step, `[codes, codeDim]`; differentiable where it is learned by its gradient. */
  readonly vectors: tf.Tensor;
  /** int32 `[count]` */
  readonly indices: tf.Tensor1D;
  /** How often each code is nearest, `[codes]`. */
  readonly counts: tf.Tensor1D;
}

/** A codebook and how it is learned. */
export interface Codebook {
  /** `[codes, codeDim]` */
  readonly vectors: tf.Variable;
  /** All that is saved, by name. */
  readonly state: Readonly<Record<string, tf.Variable>>;
  /** Assigns rows `[count, codeDim]`; in a training step the codebook learns of them, in its own way. */
  assign(rows: tf.Tensor, step: StepContext): Assignment;
  /** Puts codes where the step wants them, once gradients have moved them. */
  afterStep(): void;
  /** A training begins, perhaps from a checkpoint. */
  begin(): void;
}

/** Makes a codebook, with vectors uniform in `[-1 / codes, 1 / codes]` to begin with. */
export function codebook(options: VectorQuantizedSettings): Codebook {
  const { codes, codeDim, decay, smoothing, seed } = options;
  const byGradient = options.codebook === 'gradient';
  const byKMeans = options.start === 'kMeans';
  const variable = (value: () => tf.Tensor, trainable = false) =>
    tf.tidy(() => tf.variable(value(), trainable));
  const vectors = variable(() => initialVectors(codes, codeDim, randomSource(seed)), byGradient);
  const counts = variable(() => tf.ones([codes]));
  const sums = byGradient ? undefined : variable(() => tf.clone(vectors));
  const started = byKMeans ? variable(() => tf.scalar(0)) : undefined;
  // The variable `started` is what counts; this only saves the work of a start once there has been a step.
  let mayStart = byKMeans;
  // What gradients must not move, from the loss to the end of the step.
  let moves: { readonly mask: tf.Tensor; readonly to: tf.Tensor } | undefined;

  /** The codebook at a training step: that of k-means where there has been none. */
  function current(rows: tf.Tensor, random: RandomSource): tf.Tensor {
    if (!started || !mayStart) return vectors;
    const centroids = stopGradient(rows, (at) => kMeansStart(at, codes, random));
    return tf.add(tf.mul(vectors, started), tf.mul(centroids, tf.sub(1, started)));
  }

  /** The running means before this step: of one that begins, those of the batch. */
  function before(batch: CodeMeans, at: tf.Tensor): CodeMeans {
    const held = { counts, sums: sums ?? batch.sums };
    if (!started || !mayStart) return held;
    const empty = tf.sub(1, tf.minimum(batch.counts, 1));
    const fresh = {
      counts: tf.add(batch.counts, empty),
      sums: tf.add(batch.sums, tf.mul(at, tf.expandDims(empty, 1))),
    };
    const chosen = (old: tf.Tensor, anew: tf.Tensor) =>
      tf.add(tf.mul(old, started), tf.mul(anew, tf.sub(1, started)));
    return { counts: chosen(held.counts, fresh.counts), sums: chosen(held.sums, fresh.sums) };
  }

  /** What the codebook is to be after the step. */
  function learn(rows: tf.Tensor, at: tf.Tensor, assigned: Assignment, step: Required<StepContext>): void {
    const batch = {
      counts: assigned.counts,
      sums: tf.unsortedSegmentSum(rows, assigned.indices, codes),
    };
    const means = averaged(before(batch, at), batch, decay);
    const { dead, rows: drawn } =
      options.revival > 0
        ? revival(means.counts, rows, options.revival, step.random)
        : { dead: tf.zerosLike(means.counts), rows: at };
    const usual = tf.mean(means.counts);
    step.remember(counts, movedWhere(dead, usual, means.counts));
    if (started) step.remember(started, tf.onesLike(started));
    if (sums) {
      step.remember(vectors, movedWhere(dead, drawn, codebookOf(means, smoothing)));
      step.remember(sums, movedWhere(dead, tf.mul(drawn, usual), means.sums));
      return;
    }
    const starting = started && mayStart ? tf.sub(1, started) : tf.zerosLike(usual);
    tf.dispose(moves);
    moves = {
      mask: tf.keep(tf.maximum(dead, starting)),
      to: tf.keep(movedWhere(dead, drawn, at)),
    };
  }

  return {
    vectors,
    state: { codebook: vectors, counts, ...(sums && { sums }), ...(started && { started }) },
    assign: (rows, step) => {
      const { remember, random } = step;
      const at = remember ? current(rows, random) : vectors;
      const indices = nearestCode(rows, at);
      const assigned = { vectors: at, indices, counts: codeCounts(indices, codes) };
      if (remember) {
        // Statistics are no part of what is differentiated.
        const fixed = stopGradient(rows);
        learn(fixed, at, assigned, { ...step, remember });
      }
      return assigned;
    },
    afterStep: () => {
      mayStart = false;
      if (!moves) return;
      vectors.assign(movedWhere(moves.mask, moves.to, vectors));
      tf.dispose([moves.mask, moves.to]);
      moves = undefined;
    },
    begin: () => {
      mayStart = byKMeans;
    },
  };
}

function initialVectors(codes: number, codeDim: number, random: RandomSource): tf.Tensor {
  return tf.div(tf.sub(tf.mul(random.uniform('codebook', [codes, codeDim]), 2), 1), codes);
}
