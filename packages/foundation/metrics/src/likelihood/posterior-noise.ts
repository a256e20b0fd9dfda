import { randomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';

/** Draws of one example that are made together. */
export const blockOfDraws = 100;

/**
 * Standard normal noise `[examples, draws, width]` of draws `from` to `to` of consecutive examples. That of one draw of
 * one example depends on the seed, the example and the draw alone, whatever is computed with it at a time.
 */
export function posteriorNoise(
  seed: number,
  first: number,
  examples: number,
  [from, to]: readonly [number, number],
  width: number,
): tf.Tensor3D {
  return tf.tidy(() => {
    const rows: tf.Tensor[] = [];
    for (let example = first; example < first + examples; example++) {
      for (let block = Math.floor(from / blockOfDraws); block * blockOfDraws < to; block++) {
        const start = block * blockOfDraws;
        const [begin, end] = [Math.max(from - start, 0), Math.min(to - start, blockOfDraws)];
        const drawn = randomSource(seed, example).normal(`posterior-${block}`, [end, width]);
        rows.push(begin === 0 ? drawn : tf.slice(drawn, [begin, 0], [end - begin, width]));
      }
    }
    return tf.reshape(rows.length === 1 ? rows[0]! : tf.concat(rows, 0), [examples, to - from, width]);
  });
}
