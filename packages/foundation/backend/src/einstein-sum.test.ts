import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from './index.js';

const sizes: Record<string, number> = { b: 2, i: 3, j: 4, k: 5, l: 2 };
const sizeOf = (labels: string) => [...labels].reduce((size, label) => size * sizes[label]!, 1);

/** By its definition, in double precision: the sum over all values of all labels. */
function reference(equation: string, operands: readonly ArrayLike<number>[]): Float64Array {
  const [left = '', kept = ''] = equation.split('->');
  const terms = left.split(',');
  const labels = [...new Set(left.replaceAll(',', ''))].join('');
  const result = new Float64Array(sizeOf(kept));
  const at: Record<string, number> = {};
  const position = (term: string) =>
    [...term].reduce((index, label) => index * sizes[label]! + at[label]!, 0);
  for (let count = 0; count < sizeOf(labels); count++) {
    let rest = count;
    for (const label of labels) {
      at[label] = rest % sizes[label]!;
      rest = Math.floor(rest / sizes[label]!);
    }
    result[position(kept)]! += terms.reduce((product, term, i) => product * operands[i]![position(term)]!, 1);
  }
  return result;
}

const common = [
  'ij,jk->ik',
  'bij,bjk->bik',
  'ij->ji',
  'bij,kj->bik',
  'i,j->ij',
  'ij->',
  'ij,ij->',
  'bi,bi->b',
  'bijk,bjl->lib',
  'ij,j->i',
  'bij->j',
];
// On cpu tfjs's own kernel is in force, which gives the last one a wrong shape.
const equations = { cpu: common, wasm: [...common, 'bij,jk->k'] };

describe.each(['cpu', 'wasm'] as const)('einsum on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it.each(equations[engine])('%s, and its gradient', async (equation) => {
    const terms = equation.split('->')[0]!.split(',');
    const values = terms.map((term, seed) => testValues(sizeOf(term), -1, 1, seed + 1));
    await expectNoLeak(() =>
      tf.tidy(() => {
        const operands = values.map((x, i) =>
          tf.tensor(
            x,
            [...terms[i]!].map((label) => sizes[label]!),
          ),
        );
        const sum = tf.einsum(equation, ...operands);
        expect(sum.shape).toEqual([...equation.split('->')[1]!].map((label) => sizes[label]!));
        expectAllClose(sum.dataSync(), reference(equation, values), { absolute: 1e-5 });
        const loss = (...x: tf.Tensor[]) => tf.sum(tf.square(tf.einsum(equation, ...x)));
        for (const [i, gradient] of tf.grads(loss)(operands).entries()) {
          const squared = (x: Float64Array) =>
            reference(
              equation,
              values.map((value, j) => (j === i ? x : value)),
            ).reduce((total, value) => total + value * value, 0);
          expectAllClose(gradient.dataSync(), finiteDifferences(squared, [...values[i]!]), {
            relative: 1e-4,
            absolute: 1e-4,
          });
        }
      }),
    );
  });

  it('refuses sizes that do not fit', () => {
    expect(() => tf.tidy(() => tf.einsum('ij,jk->ik', tf.ones([2, 3]), tf.ones([4, 2])))).toThrow(/3|4/);
  });
});
