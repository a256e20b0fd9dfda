import { nextTurn } from '@autoencoders/app-kit/worker';
import { kMeans } from '@autoencoders/classical';
import { clustering, judge } from '@autoencoders/clustering';
import type { ArrayDataset, Rows } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { codeSpread } from '../../codes/code-spread.js';
import { codesOf, widthOf } from '../../codes/codes-of.js';
import { evenRows } from '../../codes/even-rows.js';
import { placesOf } from '../../codes/plane.js';
import { principalPlane } from '../../codes/principal-plane.js';
import type { DataSummary } from '../../data/data-summary.js';
import { type OpenRun, openRun, type Session } from '../../worker/session.js';
import { toItems } from '../../worker/to-items.js';
import type {
  ClassAgreement,
  ClusteredItem,
  ClusterProgress,
  ClusterSettings,
  FoundClusters,
} from './found.js';
import { majorityOf, membersOf } from './members.js';

/** Examples that are clustered at most: more only takes longer. */
const most = 2000;
/** Members of a cluster that are shown. */
const shown = 12;
/** Numbers of clusters that are tried. */
const tried = { from: 2, to: 15 };
/** Above this width a full covariance has more parameters than a page's data can tell. */
const wide = 20;

let abort: AbortController | undefined;

/** The data of the run at hand. */
export async function describe(session: Session): Promise<DataSummary> {
  return openRun(session).data.summary;
}

/**
 * Looks for clusters among the codes of the training part, by the model as it is at this moment.
 *
 * @throws what `clustering` throws, the reason of {@link cancel} among it.
 */
export async function find(
  session: Session,
  settings: ClusterSettings,
  onProgress: (progress: ClusterProgress) => void,
): Promise<FoundClusters> {
  const run = openRun(session);
  const { model } = run;
  const data = clusteredPart(run);
  const width = widthOf(model);
  abort?.abort();
  abort = new AbortController();
  const { signal } = abort;
  const { method, umap } = settings;
  const diagonal = method === 'gaussian-mixture' && !umap && width > wide;
  const by = method === 'k-means' ? 'silhouette' : 'bic';
  const groups = clustering(model, {
    method,
    clusters: settings.clusters ?? { ...tried, to: Math.min(tried.to, data.size - 1), by },
    restarts: method === 'k-means' ? 5 : 1,
    ...(diagonal ? { covariance: 'diagonal' } : {}),
    ...(umap
      ? { umap: { dimensions: Math.min(2, width), neighbors: Math.min(20, data.size - 1), epochs: 200 } }
      : {}),
  });
  try {
    const codes = await codesOf(model, data, evenRows(data.size, data.size));
    const result = await groups.fit(data, {
      batchSize: 128,
      signal,
      onProgress: ({ stage, done, total }) =>
        void onProgress({ stage, ...(total === undefined ? {} : { fraction: done / total }) }),
    });
    await nextTurn();
    const space = result.embedding ?? { values: codes, shape: [data.size, width] };
    const members = membersOf(space, result.labels, result.clusters);
    const number = new Map(members.map(({ cluster }, index) => [cluster, index]));
    const labels = labelsOf(run, data);
    const { classes } = run.data.summary;
    const { points, axes } = result.embedding
      ? { points: onPlane(result.embedding), axes: ['UMAP 1', 'UMAP 2'] as const }
      : await planeOf(codes, width);
    return {
      settings,
      clusters: await Promise.all(
        members.map(async ({ rows }) => {
          const { label, share } = labels ? majorityOf(rows, labels) : { label: -1, share: 0 };
          return {
            size: rows.length,
            members: await itemsOf(run, data, rows.subarray(0, shown)),
            ...(label >= 0 ? { standsFor: { name: classes[label]!, share } } : {}),
          };
        }),
      ),
      points,
      groups: Uint8Array.from(result.labels, (label) => number.get(label)!),
      axes,
      candidates: result.candidates,
      ...(labels ? { agreement: judge(labels, result.labels) } : {}),
      notes: [
        ...notesOn(result.agreement, diagonal, width),
        ...(settings.clusters === undefined && result.clusters === tried.to
          ? [`${tried.to} is the last number tried, so nothing was decided: look for a bend in the scores.`]
          : []),
      ],
    };
  } finally {
    groups.dispose();
  }
}

/** k-means of the data as they are, for comparison; none where there are no classes to judge by. */
export async function ofRawData(session: Session, clusters: number): Promise<ClassAgreement | undefined> {
  const run = openRun(session);
  const data = clusteredPart(run);
  const labels = labelsOf(run, data);
  if (!labels) return undefined;
  const width = data.shape.reduce((product, length) => product * length, 1);
  const rows = { values: data.values(evenRows(data.size, data.size)), shape: [data.size, width] };
  let best: ReturnType<typeof kMeans> | undefined;
  for (let seed = 0; seed < 3; seed++) {
    await nextTurn();
    const found = kMeans(rows, { clusters, restarts: 1, seed });
    if (!best || found.inertia < best.inertia) best = found;
  }
  return judge(labels, best!.labels);
}

/** Ends the search under way. */
export async function cancel(_session: Session): Promise<void> {
  abort?.abort();
}

/** One of the examples that were clustered. */
export async function item(session: Session, row: number): Promise<ClusteredItem> {
  const run = openRun(session);
  const data = clusteredPart(run);
  const label = labelsOf(run, data.subset([row]))?.[0] ?? -1;
  return { item: await itemsOf(run, data, [row]), name: run.data.summary.classes[label] ?? '' };
}

/** The training part, or an even sample of it: no label is used to cluster. */
function clusteredPart({ data: { train } }: OpenRun): ArrayDataset {
  return train.subset(evenRows(train.size, most));
}

function labelsOf({ data: { summary } }: OpenRun, data: ArrayDataset): Float32Array | undefined {
  return summary.classes.length > 1 ? data.targets(evenRows(data.size, data.size)) : undefined;
}

async function itemsOf({ data: { summary }, data }: OpenRun, part: ArrayDataset, rows: ArrayLike<number>) {
  const x = tf.tensor(part.values(rows), [rows.length, ...summary.shape]);
  try {
    return await toItems(x, data);
  } finally {
    x.dispose();
  }
}

/** Codes on a plane to be drawn: as they are, or along the two directions in which they differ most. */
async function planeOf(
  codes: Float32Array,
  width: number,
): Promise<{ points: Float32Array; axes: readonly [string, string] }> {
  if (width <= 2) {
    const points = onPlane({ values: codes, shape: [codes.length / width, width] });
    return { points, axes: width === 1 ? ['code', ''] : ['code 1', 'code 2'] };
  }
  const { plane } = await principalPlane(codes, width, codeSpread(codes, width).mean);
  return { points: placesOf(plane, codes), axes: ['component 1', 'component 2'] };
}

/** `x, y` of rows of one value or two. */
function onPlane({ values, shape }: Rows): Float32Array {
  if (shape[1] === 2) return values;
  return Float32Array.from({ length: 2 * values.length }, (_, at) => (at % 2 === 0 ? values[at / 2]! : 0));
}

/** What a visitor should know of how it was done. */
function notesOn(agreement: number | undefined, diagonal: boolean, width: number): string[] {
  return [
    ...(diagonal ? [`Codes of ${width} values are many for a mixture: its covariances are diagonal.`] : []),
    ...(agreement !== undefined && agreement < 0.8
      ? [
          `Of neighbouring codes only ${Math.round(100 * agreement)} % are in the same cluster: the map tears them apart.`,
        ]
      : []),
  ];
}
