import { useBackend } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  contractivePenalty,
  klSparsityPenalty,
  l1Penalty,
  type PenaltyFunction,
  type PenaltyTerm,
  penaltyTerms,
} from '../index.js';
import { termValue } from '../testing/reference-inputs.js';

beforeAll(() => useBackend('cpu'));

describe('a penalty as terms', () => {
  it("of a caller's function is one, weighed already, of what it is given", () => {
    const penalty: PenaltyFunction = ({ code, training }) =>
      tf.mul(tf.sum(tf.square(code)), training ? 2 : 1);
    const [term, ...more] = penaltyTerms(penalty);
    expect(more).toEqual([]);
    expect(term).toMatchObject({ name: 'penalty', weight: 1, layers: [] });
    expect(termValue(term!, { code: tf.tensor2d([[1, 2]]), training: true })).toBe(10);
    expect(termValue(term!, { code: tf.tensor2d([[1, 2]]), training: false })).toBe(5);
  });

  it('of a term is the term itself', () => {
    const term: PenaltyTerm = { name: 'mine', weight: 2, layers: ['code'], evaluate: () => tf.scalar(1) };
    expect(penaltyTerms(term)).toEqual([term]);
    expect(penaltyTerms(term)[0]).toBe(term);
  });

  it.each([
    [l1Penalty({ weight: 0.1, layers: ['code', 'encoder-hidden-1'] }), ['l1Sparsity']],
    [klSparsityPenalty({ weight: 0.1, layers: ['code', 'encoder-hidden-1'] }), ['klSparsity']],
  ])('of settings is named, with their weight and layers, from JSON too (%#)', (settings, names) => {
    const terms = penaltyTerms(JSON.parse(JSON.stringify(settings)));
    expect(terms.map(({ name }) => name)).toEqual(names);
    expect(terms[0]).toMatchObject({ weight: 0.1, layers: ['code', 'encoder-hidden-1'] });
  });

  it('of a contractive penalty are two where curvature has a weight, each with its own', () => {
    const namesAndWeights = (...options: Parameters<typeof contractivePenalty>) =>
      penaltyTerms(contractivePenalty(...options)).map(({ name, weight, layers }) => [name, weight, layers]);
    expect(namesAndWeights({ weight: 0.4 })).toEqual([['contraction', 0.4, []]]);
    expect(namesAndWeights({ weight: 0.4, curvatureWeight: 0.2 })).toEqual([
      ['contraction', 0.4, []],
      ['curvature', 0.2, []],
    ]);
  });
});
