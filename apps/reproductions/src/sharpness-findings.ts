import type { Rows } from '@autoencoders/data';
import { imageStrip, type ReportSection } from '@autoencoders/report';
import type { Claim } from './study.js';

/** How far reconstructions are from the images that they are of, and what some look like. */
export interface Likeness {
  /** Mean variance of their Laplacians. */
  readonly sharpness: number;
  /** FID of the reconstructions to the images. */
  readonly distance: number;
  readonly squaredError: number;
  readonly shown: Rows;
}

/** What was found on one set of images. */
export interface SharpnessFindings {
  readonly data: string;
  /** By what the Fréchet distance is measured. */
  readonly judge: string;
  readonly count: number;
  readonly originals: { readonly sharpness: number; readonly shown: Rows };
  /** The plain one first. */
  readonly models: Readonly<Record<string, Likeness>>;
}

/** How far a sharpness is from that of the data, whichever of the two is higher: the logarithm of their ratio. */
export const sharpnessGap = (sharpness: number, ofData: number): number =>
  Math.abs(Math.log(sharpness / ofData));

/** Each model but the first is held to the first. */
export function sharpnessClaims({ data, originals, models }: SharpnessFindings): Claim[] {
  const [[plain, first], ...others] = Object.entries(models) as [[string, Likeness], ...[string, Likeness][]];
  return others.flatMap(([name, found]): Claim[] => [
    {
      figure: `${data}: how far the sharpness of ${name} is from the data's, against ${plain}`,
      value: sharpnessGap(found.sharpness, originals.sharpness),
      target: sharpnessGap(first.sharpness, originals.sharpness),
      better: 'lower',
      unit: '|log ratio|',
    },
    {
      figure: `${data}: FID of reconstructions of ${name}, against ${plain}`,
      value: found.distance,
      target: first.distance,
      better: 'lower',
      unit: '',
    },
  ]);
}

/** Their table, and reconstructions side by side. */
export function sharpnessSection(found: SharpnessFindings): ReportSection {
  const { data, judge, count, originals, models } = found;
  const each = Object.entries(models);
  return {
    title: `Reconstructions of ${data}`,
    text: [
      `Of ${count.toLocaleString('en')} test images, each decoded from the mean of its posterior; the Fréchet distance is by ${judge}.`,
    ],
    tables: [
      {
        caption:
          'Sharpness is the mean variance of the Laplacian, which should be as near as possible to the images’ own; of the other two less is better',
        columns: ['', 'sharpness', 'over the images’', 'FID', 'squared error'],
        rows: [
          ['the images', originals.sharpness, 1, 0, 0],
          ...each.map(([name, { sharpness, distance, squaredError }]) => [
            name,
            sharpness,
            sharpness / originals.sharpness,
            distance,
            squaredError,
          ]),
        ],
      },
    ],
    pictures: [
      {
        picture: imageStrip(
          Object.fromEntries([
            ['the images', originals.shown],
            ...each.map(([name, { shown }]) => [name, shown]),
          ]),
        ),
        caption: `Test images of ${data}, and what each makes of them`,
      },
    ],
  };
}
