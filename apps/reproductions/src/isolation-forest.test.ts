import { expectAllClose } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import { isolationForestScores } from './isolation-forest.js';

const column = (...values: number[]) => ({ values: Float32Array.from(values), shape: [values.length, 1] });

describe('an isolation forest', () => {
  it('whose trees see two rows each isolates every row with one split, c(2) = 1 of them', () => {
    const rows = column(...Array.from({ length: 50 }, (_, i) => i));
    const scores = isolationForestScores(rows, rows, { trees: 7, sample: 2, seed: 1 });
    expectAllClose([...scores], new Array(50).fill(0.5), { relative: 1e-12 });
  });

  it('has the path lengths that are expected of three rows', () => {
    // Split evenly between 0 and 10: 10 is alone at once with probability 0.9 and after one more split otherwise; 0 the
    // other way round; 1 needs two splits.
    const rows = column(0, 1, 10);
    const lengths = isolationForestScores(rows, rows, { trees: 4000, seed: 1 }).map(
      (score) => -Math.log2(score),
    );
    expectAllClose([lengths[0]! / lengths[1]!, lengths[2]! / lengths[1]!], [0.95, 0.55], { absolute: 0.02 });
  });

  it('scores a row that is far from all others highest', () => {
    const rows = column(...Array.from({ length: 300 }, (_, i) => i), 10_000);
    const scores = isolationForestScores(rows, rows, { seed: 1 });
    expect(scores.indexOf(Math.max(...scores))).toBe(300);
  });
});
