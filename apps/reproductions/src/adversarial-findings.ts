import type { ArrayDataset, Rows } from '@autoencoders/data';
import { imageGrid, latentMap, type ReportSection, type ReportTable } from '@autoencoders/report';
import { rows } from './image-parts.js';
import type { Claim } from './study.js';

/** What tests of an autoencoder's codes of test images against draws of N(0, I) gave. */
export interface JudgedCodes {
  /** Of the autoencoder. */
  readonly name: string;
  /** `'as they are'`, or what was done to the codes before. */
  readonly how: string;
  readonly codes: Rows;
  /** Of the test images' reconstructions. */
  readonly squaredError: number;
  /** By how many codes a test had, in the order of the parts of the test images. */
  readonly pValues: readonly { readonly count: number; readonly values: readonly number[] }[];
}

/** The level at which a test rejects. */
const level = 0.05;

/** That tests of the adversarial autoencoder's codes pass as they are, and those of the plain one's in no form. */
export function priorClaims(judged: readonly JudgedCodes[], count: number): Claim[] {
  const claimed = judged.filter(({ name, how }) => name !== 'adversarial' || how === 'as they are');
  return claimed.map(({ name, how, pValues }) => {
    const { values } = pValues.find((found) => found.count === count)!;
    return {
      figure: `p-value of ${count} codes of test images against N(0, I), median of ${values.length} tests, ${name} autoencoder, codes ${how}`,
      value: medianOf(values),
      target: level,
      better: name === 'adversarial' ? 'higher' : 'lower',
      unit: '',
    };
  });
}

/** Tests and maps of codes. */
export function codeSection(judged: readonly JudgedCodes[], test: ArrayDataset): ReportSection {
  const shown = rows(0, Math.min(2000, test.size));
  const labels = test.targets(shown)!;
  return {
    title: 'Codes and the prior',
    text: [
      'Each test holds codes of test images against as many draws of N(0, I), by their maximum mean discrepancy under permutations. Standardised codes were shifted and scaled to mean 0 and variance 1 in each dimension. A test of codes that are distributed as the prior rejects once in 20 times at the level of 5 %.',
    ],
    tables: [testTable(judged), momentTable(judged)],
    pictures: judged.map(({ name, how, codes }) => ({
      picture: latentMap(
        {
          values: codes.values.subarray(0, shown.length * codes.shape[1]!),
          shape: [shown.length, codes.shape[1]!],
        },
        labels,
        { equalAspect: true },
      ),
      caption: `Codes of the ${name} autoencoder, ${how}`,
    })),
  };
}

function testTable(judged: readonly JudgedCodes[]): ReportTable {
  return {
    caption: 'Tests of codes against the prior',
    columns: ['codes', 'in a test', 'median p-value', 'least p-value', 'rejected at 5 %'],
    rows: judged.flatMap(({ name, how, pValues }) =>
      pValues.map(({ count, values }) => [
        `${name}, ${how}`,
        count,
        medianOf(values).toFixed(3),
        Math.min(...values).toFixed(3),
        `${values.filter((value) => value <= level).length} of ${values.length}`,
      ]),
    ),
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

function momentTable(judged: readonly JudgedCodes[]): ReportTable {
  return {
    caption: 'Mean and standard deviation of all codes by dimension, and squared error of reconstructions',
    columns: ['codes', 'means', 'standard deviations', 'squared error'],
    rows: judged.map(({ name, how, codes, squaredError }) => {
      const { means, deviations } = momentsOf(codes);
      const told = (values: readonly number[]) => values.map((value) => value.toFixed(2)).join(', ');
      return [`${name}, ${how}`, told(means), told(deviations), squaredError];
    }),
  };
}

function momentsOf({ values, shape }: Rows) {
  const [count, width] = shape as [number, number];
  const columns = Array.from({ length: width }, (_, column) =>
    Array.from({ length: count }, (_, row) => values[row * width + column]!),
  );
  const meanOf = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
  const means = columns.map(meanOf);
  const deviations = columns.map((column, at) => Math.sqrt(meanOf(column.map((v) => (v - means[at]!) ** 2))));
  return { means, deviations };
}

/** Errors of classifiers with few labels, and what class and style decode to. */
export function labelSection(
  errors: Readonly<Record<string, number>>,
  images: Rows,
  labels: number,
): ReportSection {
  return {
    title: 'Few labels',
    text: [
      `The same encoder, with the same noise on its inputs and the same shifts and turns of images, trained on ${labels.toLocaleString('en')} labelled images alone, and on all images with those labels.`,
    ],
    tables: [
      {
        caption: 'Wrong digits among the test images, in per cent',
        columns: ['trained', 'error'],
        rows: Object.entries(errors),
      },
    ],
    pictures: [
      {
        picture: imageGrid(images, { columns: 10, alt: 'Digits by class and style' }),
        caption: 'A class in each column, a style in each row',
      },
    ],
  };
}
