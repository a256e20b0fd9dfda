import { lineChart, type ReportSection, type ReportTable } from '@autoencoders/report';
import { type AreasBySet, meanArea, meanOfSets, setsAhead } from './anomaly-areas.js';
import { type AnomalyMethod, type Areas, autoencoderMethods, otherMethods } from './anomaly-methods.js';

/** What each method is. */
export const methodDescriptions = {
  'plain AE': 'squared error; layers of 128, √columns, 128',
  VAE: 'reconstruction probability, learned variances; layers of 128, √columns, 128',
  'denoising AE': 'squared error; layers of 128, 128, 128, noise of 0.3',
  'best default': 'the same network; squared error and neighbours among codes and among inputs, k = 20',
  'errors and codes, k = 5': 'the same network; squared error and neighbours among codes',
  PCA: 'squared error from the first half of the components; columns of mean 0 and variance 1',
  'whitened PCA': 'Mahalanobis distance to the mean, all components',
  'isolation forest': '100 trees on 256 rows each; columns as they are',
  'inputs, k = 5': 'mean distance to the nearest scaled rows; no network',
  'inputs, k = 20': 'the same',
} as const satisfies Record<AnomalyMethod, string>;

/** What each method is, and how the default was chosen. */
export const methodsSection: ReportSection = {
  title: 'Methods',
  text: [
    'Each method has one configuration for all tables. Trained on normal rows, it sees half of them, drawn by the seed, and is tested on the other half and all anomalies; trained on all rows, it is tested on the same rows, and a row is not its own neighbour.',
    'The default is the same for all tables, but it was chosen with areas on these tables in view, on one split of each that is none of those here: network and scaling among five by parts of the tables, the inputs as a third part of the score and 20 neighbours by whole ones. "errors and codes, k = 5" is what stood before the whole tables were looked at.',
    'Where the trees of the isolation forest split is drawn by its library without a seed: its figures differ by about a hundredth from run to run.',
  ],
  tables: [
    {
      caption:
        'Rows are scaled by median and interquartile range and cut off at 10, but for PCA and the forest',
      columns: ['method', 'what it is'],
      rows: Object.entries(methodDescriptions),
    },
  ],
};

/** Tables of areas, of autoencoders and of others, and the default beside three others as lines. */
export function anomalySection(title: string, found: AreasBySet): ReportSection {
  const sorted = new Map([...found].sort(([, a], [, b]) => meanArea(a, 'PCA') - meanArea(b, 'PCA')));
  return {
    title,
    text: [comparison(found)],
    pictures: [
      {
        picture: areaChart(title, sorted),
        caption:
          'From the table on which PCA reaches least to that on which it reaches most, as in the rows below.',
      },
    ],
    tables: [
      areaTable('Area under the ROC curve, detectors on autoencoders', autoencoderMethods, sorted),
      areaTable('Area under the ROC curve, without a network', otherMethods, sorted),
    ],
  };
}

/** What the means say, whichever way they fall. */
function comparison(found: AreasBySet): string {
  const mean = (method: AnomalyMethod) => meanOfSets(found, method).toFixed(3);
  const ahead = (other: AnomalyMethod) => setsAhead(found, 'best default', other);
  return `The default reaches ${mean('best default')} on average. PCA reaches ${mean('PCA')}, whitened ${mean('whitened PCA')}, and the isolation forest ${mean('isolation forest')}; the default is ahead of them on ${ahead('PCA')}, ${ahead('whitened PCA')} and ${ahead('isolation forest')} of ${found.size} tables. Neighbours among the inputs, for which nothing is trained, reach ${mean('inputs, k = 5')} with 5 and ${mean('inputs, k = 20')} with 20; the default is ahead of them on ${ahead('inputs, k = 5')} and ${ahead('inputs, k = 20')}.`;
}

/** The default beside others, over the tables. */
function areaChart(title: string, found: AreasBySet) {
  const shown = ['best default', 'inputs, k = 20', 'isolation forest', 'PCA'] as const;
  return lineChart(
    shown.map((method) => ({
      name: method,
      values: Array.from(found.values(), (areas) => meanArea(areas, method)),
    })),
    {
      xLabel: 'row of the tables below',
      yLabel: 'area under the ROC curve',
      alt: `Area under the ROC curve of ${shown.join(', ')} on each table: ${title}.`,
    },
  );
}

function areaTable(caption: string, methods: readonly AnomalyMethod[], found: AreasBySet): ReportTable {
  const seeds = [...found.values()][0]!.length;
  const ahead = (other: AnomalyMethod) =>
    methods.map((method) => (method === other ? '' : String(setsAhead(found, method, other))));
  return {
    caption: seeds === 1 ? caption : `${caption}: means and standard deviations over ${seeds} seeds`,
    columns: ['table', ...methods],
    rows: [
      ...[...found].map(([name, areas]) => [name, ...methods.map((method) => cell(areas, method))]),
      ['mean', ...methods.map((method) => meanOfSets(found, method).toFixed(3))],
      ['tables ahead of PCA', ...ahead('PCA')],
      ['tables ahead of the forest', ...ahead('isolation forest')],
    ],
  };
}

function cell(areas: readonly Areas[], method: AnomalyMethod): string {
  const mean = meanArea(areas, method);
  if (areas.length === 1) return mean.toFixed(3);
  const squares = areas.reduce((sum, each) => sum + (each[method] - mean) ** 2, 0);
  return `${mean.toFixed(3)} ± ${Math.sqrt(squares / (areas.length - 1)).toFixed(3)}`;
}
