import { DataError, ShapeError } from '@autoencoders/errors';
import { type Images, isImageShape } from './images.js';
import { namedExamples } from './named-examples.js';
import { groupByLabel, type Points } from './point-groups.js';
import type { ReportPicture, ReportSection, ReportTable } from './report.js';
import { samplePoints } from './sample-points.js';
import { scatter } from './scatter.js';

/** Clusters of examples. */
export interface Clusters {
  /** The cluster of each example, from 0 on. */
  readonly clusters: ArrayLike<number>;
  /** Where the examples lie in a plane, `[examples, 2]`. */
  readonly map?: Points | undefined;
  /** A class for each example. */
  readonly labels?: ArrayLike<number | string> | undefined;
  /** Examples of each cluster. Default: counted. */
  readonly sizes?: ArrayLike<number> | undefined;
  /** An example that stands for each cluster, `[clusters, ...]`: images, or anything else as value over position. */
  readonly prototypes?: Images | undefined;
}

/** What is drawn. */
export interface ClustersSectionOptions {
  /** Points drawn of the map at most, chosen by the seed. Default 5,000. */
  readonly most?: number;
  /** Keys which points are drawn. Default 0. */
  readonly seed?: number;
}

/**
 * Clusters as a map, what stands for each, and a table of their sizes; with labels also the map coloured by these and
 * the label that most examples of each cluster have.
 *
 * @throws {ShapeError} if numbers of examples or clusters differ.
 * @throws {DataError} without examples, or for a cluster that is not a whole number of at least 0 below their number.
 */
export function clustersSection(found: Clusters, options: ClustersSectionOptions = {}): ReportSection {
  const { clusters, labels, prototypes } = found;
  const sizes = sizesOf(found);
  if (labels && labels.length !== clusters.length) {
    throw new ShapeError(
      `there are ${labels.length} labels for ${clusters.length} examples: give one for each`,
    );
  }
  return {
    title: 'Clusters',
    pictures: [
      ...(found.map ? mapsOf(found.map, found, options) : []),
      ...(prototypes ? [prototypesOf(prototypes, sizes)] : []),
    ],
    tables: [sizeTable(sizes, clusters, labels)],
  };
}

function sizesOf({ clusters, sizes }: Clusters): number[] {
  if (clusters.length === 0) throw new DataError('there are no examples: give a cluster for each');
  const counted: number[] = Array.from(sizes ?? []);
  const count = sizes ? counted.length : Number.POSITIVE_INFINITY;
  for (let i = 0; i < clusters.length; i++) {
    const cluster = clusters[i]!;
    if (!Number.isInteger(cluster) || cluster < 0 || cluster >= count) {
      const asked = sizes ? `from 0 to ${count - 1}` : 'of at least 0';
      throw new DataError(`the cluster of example ${i} is ${cluster}: give whole numbers ${asked}`);
    }
    if (sizes) continue;
    while (counted.length <= cluster) counted.push(0);
    counted[cluster]! += 1;
  }
  return counted;
}

function mapsOf(
  map: Points,
  { clusters, labels }: Clusters,
  { most = 5000, seed = 0 }: ClustersSectionOptions,
): ReportPicture[] {
  const [all, count] = [map.shape[0] ?? 0, Math.min(map.shape[0] ?? 0, most)];
  const number = (value: number) => value.toLocaleString('en');
  const which =
    count < all ? `${number(count)} of ${number(all)} examples, drawn by chance` : `${number(all)} examples`;
  const drawn = (colours: ArrayLike<number | string>) => {
    groupByLabel(map, colours); // What does not fit is named before points are left out.
    const sample = samplePoints(map, colours, most, seed);
    return scatter(sample.points, sample.labels, { equalAspect: true });
  };
  return [
    { picture: drawn(clusters), caption: `${which}, coloured by cluster.` },
    ...(labels
      ? [
          {
            picture: drawn(labels),
            caption: 'The same, coloured by label, which the clustering has not seen.',
          },
        ]
      : []),
  ];
}

function prototypesOf(prototypes: Images, sizes: readonly number[]): ReportPicture {
  const names = sizes.map((size, cluster) => `${cluster} (${size.toLocaleString('en')})`);
  const alt = `What stands for each of ${sizes.length} clusters`;
  const images = isImageShape(prototypes.shape.slice(1));
  return {
    picture: namedExamples(prototypes, names, { alt }),
    narrow: namedExamples(prototypes, names, { alt, columns: images ? 4 : 2 }),
    caption: `What stands for each cluster${images ? '' : ', value over position'}; its number, and its examples in brackets.`,
  };
}

function sizeTable(
  sizes: readonly number[],
  clusters: ArrayLike<number>,
  labels: ArrayLike<number | string> | undefined,
): ReportTable {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const majority = labels && majorities(sizes.length, clusters, labels);
  return {
    caption: 'Clusters and their examples',
    columns: ['cluster', 'examples', 'share', ...(majority ? ['most frequent label', 'share of it'] : [])],
    rows: sizes.map((size, cluster) => [
      String(cluster),
      size,
      percent(size / (total || 1)),
      ...(majority ? (majority[cluster] ?? ['none', '']) : []),
    ]),
  };
}

/** The label that most examples of each cluster have, and its share; nothing of an empty cluster. */
function majorities(count: number, clusters: ArrayLike<number>, labels: ArrayLike<number | string>) {
  const tallies = Array.from({ length: count }, () => new Map<string, number>());
  for (let i = 0; i < clusters.length; i++) {
    const tally = tallies[clusters[i]!]!;
    const label = String(labels[i]);
    tally.set(label, (tally.get(label) ?? 0) + 1);
  }
  return tallies.map((tally) => {
    const total = [...tally.values()].reduce((sum, each) => sum + each, 0);
    const [first] = [...tally].sort(([, a], [, b]) => b - a);
    return first && [first[0], percent(first[1] / total)];
  });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
