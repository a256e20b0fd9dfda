import { randomSource } from '@autoencoders/backend';
import { arrayDataset, type Rows, rowsOfTensor, standardScaling, takeRows } from '@autoencoders/data';
import { twoSampleTest } from '@autoencoders/metrics';
import { rows } from './image-parts.js';

/** How codes are tested against N(0, I). */
export interface PriorTest {
  /** Codes in a test, and as many draws of the prior. */
  readonly count: number;
  /** Tests, each of other codes and other draws. */
  readonly tests: number;
  readonly permutations: number;
  readonly seed: number;
}

/** Shares of the mean squared distance of two draws of the prior, which is twice the width of a code. */
export const kernelScales = [1 / 8, 1 / 4, 1 / 2, 1, 2];

/**
 * The p-values of two-sample tests of codes `[rows, latentDim]`, part after part, against draws of N(0, I): by their
 * maximum mean discrepancy with a sum of Gaussian kernels, whose scales are {@link kernelScales}.
 */
export async function priorTests(
  codes: Rows,
  { count, tests, permutations, seed }: PriorTest,
): Promise<number[]> {
  const width = codes.shape[1]!;
  const scales = kernelScales.map((scale) => scale * 2 * width);
  const found: number[] = [];
  for (let part = 0; part < tests; part++) {
    const draws = randomSource(seed, part).normal('prior-tests', [count, width]);
    const prior = await rowsOfTensor(draws);
    draws.dispose();
    const some = takeRows(codes, rows(part * count, count));
    found.push((await twoSampleTest(some, prior, { scales, permutations, seed })).pValue);
  }
  return found;
}

/** Codes `[rows, latentDim]` shifted and scaled to mean 0 and variance 1 in each dimension. */
export async function standardized({ values, shape }: Rows): Promise<Rows> {
  const width = shape[1]!;
  const { shift, scale } = await standardScaling(arrayDataset({ x: values, shape: [width] }));
  return { values: values.map((value, at) => (value - shift[at % width]!) / scale[at % width]!), shape };
}
