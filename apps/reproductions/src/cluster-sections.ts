import type { Judgement } from '@autoencoders/clustering';
import type { ArrayDataset, Rows } from '@autoencoders/data';
import { imageStrip, mapsSection, type ReportSection } from '@autoencoders/report';
import { intervalOf } from './interval.js';

/** What each method found, by seed. */
export type Found = Record<string, Judgement[]>;

/** How clusters meet labels, a row for each method. */
export function clusterTable(data: string, found: Found): ReportSection {
  const cell = (values: number[]) => {
    if (values.length === 1) return values[0]!;
    const { mean, lower, upper } = intervalOf(values);
    return `${mean.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})`;
  };
  return {
    title: `Clusters of ${data}`,
    tables: [
      {
        caption:
          'How clusters meet the labels, which no method saw; where there are seeds, means with 95 % intervals',
        columns: ['method', 'ACC', 'NMI', 'ARI'],
        rows: Object.entries(found).map(([method, judgements]) => [
          method,
          cell(judgements.map(({ accuracy }) => accuracy)),
          cell(judgements.map(({ normalizedMutualInformation }) => normalizedMutualInformation)),
          cell(judgements.map(({ adjustedRandIndex }) => adjustedRandIndex)),
        ]),
      },
    ],
  };
}

/** A map of the embedding, and what decodes from the centroids of each method. */
export function clusterPictures(
  name: string,
  data: ArrayDataset,
  labels: Float32Array,
  embedding: Rows | undefined,
  prototypes: Readonly<Record<string, Rows>>,
): ReportSection[] {
  const shown = Object.entries(prototypes).map(([method, { values, shape }]) => [
    method,
    { values, shape: [shape[0]!, ...data.shape] },
  ]);
  const strip: ReportSection = {
    title: `Prototypes of ${name}`,
    pictures: [
      {
        picture: imageStrip(Object.fromEntries(shown)),
        caption: 'The centroid of each cluster, decoded.',
      },
    ],
  };
  if (!embedding) return [strip];
  const plane = firstTwo(embedding);
  return [mapsSection({ 'UMAP of the code': { points: plane } }, { title: `Map of ${name}`, labels }), strip];
}

/** The first two of more dimensions. */
function firstTwo({ values, shape }: Rows): Rows {
  const [count, width] = shape as [number, number];
  return {
    values: Float32Array.from({ length: 2 * count }, (_, at) => values[(at >> 1) * width + (at & 1)]!),
    shape: [count, 2],
  };
}
