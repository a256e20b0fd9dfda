import { lineChart, type ReportPicture, type ReportSection } from '@autoencoders/report';
import type { MeasuredPoint } from './measure-curve.js';

/** Accuracies of the nearest neighbour, in percent, by what it is near in. */
export interface NeighborAccuracies {
  readonly features: number;
  readonly code: number;
}

/** The figures that are followed while a game is played. */
export type Followed = 'features' | 'kept';

/** What the encoder and the generator of one game were found to be worth. */
export interface GameFindings {
  /** How it differs from the others: `the game alone`. */
  readonly title: string;
  readonly epochs: number;
  readonly minutes: number;
  readonly before: NeighborAccuracies;
  readonly after: NeighborAccuracies;
  /** Test images whose class is kept, in percent. */
  readonly kept: number;
  readonly points: readonly MeasuredPoint<Followed>[];
}

/** What a study of bidirectional GANs found. */
export interface BiganFindings {
  readonly pixels: number;
  readonly games: readonly GameFindings[];
  readonly images: ImageCounts;
  /** Images that the points of the games were measured on. */
  readonly curve: ImageCounts;
}

interface ImageCounts {
  readonly training: number;
  readonly test: number;
}

const number = (count: number) => count.toLocaleString('en');

/** How well the nearest neighbour does, a column for each game, and over the time of training. */
export function featureSection({ pixels, games, images, curve }: BiganFindings) {
  const lines = (name: Followed, what: string) =>
    games.map(({ title, points }) => ({
      name: `${what}, ${title}`,
      values: points.map(({ values }) => values[name]),
      at: points.map(({ minutes }) => minutes),
    }));
  const chart = lineChart(
    [...lines('features', '1-NN by the last hidden layer'), ...lines('kept', 'classes kept by G(E(x))')],
    {
      xLabel: 'minutes of training',
      yLabel: 'test images, %',
      alt: 'The accuracy of the nearest neighbour, and the share of classes kept, over the time of training',
    },
  );
  const { before } = games[0]!;
  return {
    title: 'Features',
    text: [
      ...games.map(
        ({ title, epochs, minutes }) =>
          `${title[0]!.toUpperCase()}${title.slice(1)}: ${epochs} epochs, ${minutes.toFixed(1)} minutes of training.`,
      ),
      'The paper has 97.39 % after 400 epochs of the game alone.',
    ],
    tables: [
      {
        caption: `Test images told by the nearest of ${number(images.training)} training images, of ${number(images.test)}, in %`,
        columns: ['near in', 'before training', ...games.map(({ title }) => title)],
        rows: [
          ['last hidden layer of the encoder', before.features, ...games.map(({ after }) => after.features)],
          ['code E(x)', before.code, ...games.map(({ after }) => after.code)],
          ['pixels', pixels, ...games.map(() => pixels)],
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
export function inversionSection(games: readonly GameFindings[], pictures: readonly ReportPicture[]) {
  const shares = games.map(({ title, kept }) => `${kept.toFixed(2)} % (${title})`);
  return {
    title: 'Inversion',
    text: [
      `A classifier that saw no generated image takes G(E(x)) for the digit that x is: ${shares.join(', ')}.`,
    ],
    pictures,
  } satisfies ReportSection;
}
