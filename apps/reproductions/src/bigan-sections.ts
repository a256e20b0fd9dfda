import { lineChart, type ReportPicture, type ReportSection } from '@autoencoders/report';
import type { MeasuredPoint } from './measure-curve.js';

/** Accuracies of the nearest neighbour, in percent, by what it is near in. */
export interface NeighborAccuracies {
  readonly features: number;
  readonly code: number;
}

/** What a bidirectional GAN's encoder was found to tell. */
export interface BiganFindings {
  readonly epochs: number;
  readonly minutes: number;
  readonly pixels: number;
  readonly before: NeighborAccuracies;
  readonly after: NeighborAccuracies;
  /** Test images whose class is kept, in percent. */
  readonly kept: number;
  readonly images: { readonly training: number; readonly test: number };
  readonly curve: {
    readonly points: readonly MeasuredPoint<'features' | 'kept'>[];
    readonly training: number;
    readonly test: number;
  };
}

const number = (count: number) => count.toLocaleString('en');

/** How well the nearest neighbour does, a row for each place it is looked for, and over the time of training. */
export function featureSection({ epochs, minutes, pixels, before, after, images, curve }: BiganFindings) {
  const line = (name: 'features' | 'kept') => ({
    name: name === 'features' ? '1-NN by the last hidden layer' : 'classes kept by G(E(x))',
    values: curve.points.map(({ values }) => values[name]),
    at: curve.points.map((point) => point.minutes),
  });
  const chart = lineChart([line('features'), line('kept')], {
    xLabel: 'minutes of training',
    yLabel: 'test images, %',
    alt: 'The accuracy of the nearest neighbour, and the share of classes kept, over the time of training',
  });
  return {
    title: 'Features',
    text: [
      `${epochs} epochs, ${minutes.toFixed(1)} minutes of training. The paper has 97.39 % after 400 epochs.`,
    ],
    tables: [
      {
        caption: `Test images told by the nearest of ${number(images.training)} training images, of ${number(images.test)}, in %`,
        columns: ['near in', 'trained', 'before training'],
        rows: [
          ['last hidden layer of the encoder', after.features, before.features],
          ['code E(x)', after.code, before.code],
          ['pixels', pixels, pixels],
        ],
      },
    ],
    pictures: [
      {
        picture: chart,
        caption: `Of ${number(curve.test)} test images, neighbours among ${number(curve.training)} training images, by the weights of the moment: lower than in the table, which has more images and averaged weights`,
      },
    ],
  } satisfies ReportSection;
}

/** What becomes of images that are encoded and generated again, and of codes of the prior. */
export function inversionSection({ kept }: BiganFindings, pictures: readonly ReportPicture[]) {
  return {
    title: 'Inversion',
    text: [
      `A classifier that saw no generated image takes ${kept.toFixed(2)} % of G(E(x)) for the digit that x is.`,
    ],
    pictures,
  } satisfies ReportSection;
}
