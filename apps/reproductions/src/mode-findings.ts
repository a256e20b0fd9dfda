import type { Rows } from '@autoencoders/data';
import type { ModeCoverage } from '@autoencoders/metrics';
import { mapPanels, type ReportSection } from '@autoencoders/report';
import type { Claim } from './study.js';

/** What a model of one seed makes. */
export interface Found {
  readonly name: string;
  readonly seed: number;
  /** `[count, 2]` */
  readonly samples: Rows;
  readonly coverage: ModeCoverage;
  /** What the watch over its training said. */
  readonly collapses: readonly string[];
}

/** The one that is to drop modes. */
export const baseline = 'plain GAN';

/** That of each model's seeds, the worst of an autoencoder makes all modes, and the best of the baseline does not. */
export function coverageClaims(found: readonly Found[], modes: number): Claim[] {
  return namesOf(found).map((name) => {
    const counts = found.filter((one) => one.name === name).map(({ coverage }) => coverage.modes);
    const drops = name === baseline;
    return {
      figure: `${drops ? 'most' : 'fewest'} of ${modes} modes that ${name} makes, by seed (${counts.length})`,
      value: drops ? Math.max(...counts) : Math.min(...counts),
      target: drops ? modes - 1 : modes,
      better: drops ? 'lower' : 'higher',
      unit: 'modes',
    };
  });
}

/** How points were judged. */
export interface Judgement {
  /** Standard deviations from a centre within which a point is good. */
  readonly within: number;
  /** A stricter count beside the papers': of a mode's due number of points, the share that must be good. */
  readonly share: number;
  /** The share of points spread evenly that would be good. */
  readonly evenly: number;
}

/** A table of all, and the points of the first seed beside the data. */
export function coverageSection(
  found: readonly Found[],
  data: Rows,
  { within, share, evenly }: Judgement,
): ReportSection {
  const { seed, samples } = found[0]!;
  const shown = found.filter((one) => one.seed === seed);
  const maps = shown.map(({ name, samples: points, coverage }) => [
    name,
    { points, caption: `${coverage.modes} modes, ${percent(coverage.highQuality)} of good quality` },
  ]);
  const collapses = found.flatMap(({ name, seed: of, collapses: said }) =>
    said.map((message) => `${name}, seed ${of}: ${message}`),
  );
  return {
    title: 'Modes of a grid',
    text: [
      `${samples.shape[0]!.toLocaleString('en')} points of each. A point is good within ${within} standard deviations of the centre of a mode; a mode counts where one is, as in the papers. That is easily had: of points spread evenly ${percent(evenly)} would be good. So the table also counts the modes with ${percent(share)} of the points due to them.`,
      ...collapses,
    ],
    tables: [
      {
        caption:
          'By model and seed; the divergence is that of the nearest modes of all points from even shares',
        columns: [
          'model',
          'seed',
          'modes',
          `with ${percent(share)} of their points`,
          'good points, %',
          'KL, nats',
        ],
        rows: found.map(({ name, seed: of, coverage }) => [
          name,
          of,
          coverage.modes,
          coverage.counts.filter((count) => count >= (share * samples.shape[0]!) / coverage.counts.length)
            .length,
          100 * coverage.highQuality,
          coverage.klDivergence,
        ]),
      },
    ],
    pictures: [
      {
        picture: mapPanels({ data: { points: data }, ...Object.fromEntries(maps) }, { columns: 2 }),
        caption: `Points of the data, and of each model of seed ${seed}`,
      },
    ],
  };
}

const namesOf = (found: readonly Found[]) => [...new Set(found.map(({ name }) => name))];

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
