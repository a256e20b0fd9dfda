import { type Judgement, judge } from '@autoencoders/clustering';
import { encode, type Json, save } from '@autoencoders/core';
import { folderStore } from '@autoencoders/core/node';
import { classesOf, classNamesOf } from '../class-names.js';
import { type ClusterFlags, type ClusterRequest, clusterRequest } from '../cluster/cluster-flags.js';
import { type FoundClusters, type ReadyClustering, readyClustering } from '../cluster/ready-clustering.js';
import { type LabelledModelData, labelledDataForModel } from '../data-for-model.js';
import { inThePlane } from '../in-the-plane.js';
import { folderToSave } from '../model-folder.js';
import { whole } from '../numbers.js';
import { openSaved } from '../open-model.js';
import { printTable } from '../print-table.js';
import { formatFigure } from '../progress-bar.js';
import { tableFile } from '../table-file.js';
import { printLine, type Terminal } from '../terminal.js';
import { untilInterrupted } from '../until-interrupted.js';
import { curvesSection, reportFile, settingsSection, writeReport } from '../write-report.js';

/** `autoencoders cluster`: a cluster for each example, found in the codes of a model or continued by a saved clustering. */
export async function clusterCommand(flags: ClusterFlags, terminal: Terminal): Promise<void> {
  const request = clusterRequest(flags);
  const batchSize = whole('--batch-size', flags.batchSize, 1);
  const table = tableFile(flags.out, terminal.cwd);
  const folder = flags.save === undefined ? undefined : folderToSave(flags.save, terminal.cwd);
  const page = reportFile(flags.report, terminal.cwd);
  const ready = await readyClustering(await openSaved(flags, terminal), flags, request, batchSize, terminal);
  try {
    const data = await labelledDataForModel(flags, ready.opened, terminal);
    const found = await untilInterrupted(terminal, (signal) =>
      ready.find(data.dataset(), data.examples, signal),
    );
    const outcome = {
      flags,
      request,
      ready,
      data,
      found,
      sizes: sizesOf(found.labels),
      ...judged(data, found, flags),
    };

    if (page !== undefined) await writeClusterReport(page, outcome, batchSize);
    if (folder !== undefined) await save(ready.application, folderStore(folder), beside(outcome));
    await table.write(['cluster'], Float32Array.from(found.labels));
    print(outcome, terminal);
  } finally {
    ready.dispose();
  }
}

interface Outcome {
  readonly flags: ClusterFlags;
  readonly request: ClusterRequest;
  readonly ready: ReadyClustering;
  readonly data: LabelledModelData;
  readonly found: FoundClusters;
  readonly sizes: readonly number[];
  readonly judgement?: Judgement;
}

function sizesOf(labels: Int32Array): number[] {
  const sizes = new Array<number>(1 + labels.reduce((most, label) => Math.max(most, label), 0)).fill(0);
  for (const label of labels) sizes[label]! += 1;
  return sizes;
}

/** How the clusters meet labels, of the examples that have one. */
function judged({ labels }: LabelledModelData, found: FoundClusters, { data }: ClusterFlags) {
  if (!labels?.some((label) => label !== undefined)) return {};
  const truth = classesOf(labels, classNamesOf(labels, data));
  const known = [...truth.keys()].filter((row) => truth[row]! >= 0);
  const of = (values: Int32Array) => known.map((row) => values[row]!);
  return { judgement: judge(of(truth), of(found.labels)) };
}

/** What is kept with a saved clustering: how inputs are prepared, and what was asked for. */
function beside({ flags, request, ready }: Outcome) {
  const { scaling, metadata } = ready.opened.manifest;
  const application = { data: flags.data, ...(request as unknown as Record<string, Json>) };
  return {
    ...(scaling === undefined ? {} : { scaling }),
    metadata: { ...(metadata as Record<string, Json> | undefined), application },
  };
}

async function writeClusterReport(page: string, outcome: Outcome, batchSize: number): Promise<void> {
  const { flags, request, ready, data, found, judgement } = outcome;
  const { clustersSection } = await import('@autoencoders/report');
  const codes = found.embedding ?? (await encode(ready.opened.model, data.dataset(), { batchSize }));
  const prototypes = await ready.prototypes();
  const plane = await inThePlane(codes, found.embedding ? "UMAP's embedding of the code" : 'the code');
  const section = clustersSection({
    clusters: found.labels,
    prototypes,
    sizes: padded(outcome.sizes, prototypes.shape[0]!),
    ...(data.labels ? { labels: data.labels.map((label) => label ?? 'none') } : {}),
    ...(plane ? { map: plane.points } : {}),
  });
  await writeReport(page, {
    title: `Clusters of ${flags.data}`,
    summary: `${found.labels.length.toLocaleString('en')} examples, ${outcome.sizes.length} clusters.`,
    sections: [
      { ...section, ...(plane ? { text: [`The map shows ${plane.what}.`] } : {}) },
      ...(judgement ? [judgementSection(judgement)] : []),
      ...(await candidatesSection(found, request)),
      ...(await curvesSection(found.history)),
      settingsSection({
        model: flags.model,
        data: flags.data,
        label: flags.label,
        ...(ready.fits ? request : {}),
      }),
    ],
  });
}

/** Sizes of all clusters, those at the end that no example is in too. */
function padded(sizes: readonly number[], count: number): number[] {
  return Array.from({ length: Math.max(count, sizes.length) }, (_, cluster) => sizes[cluster] ?? 0);
}

function judgementSection({ accuracy, normalizedMutualInformation, adjustedRandIndex }: Judgement) {
  const rows = [
    ['accuracy, each cluster given the label that suits best', accuracy],
    ['normalised mutual information', normalizedMutualInformation],
    ['adjusted Rand index', adjustedRandIndex],
  ];
  return {
    title: 'Clusters and labels',
    tables: [
      { caption: 'How the clusters meet the labels; 1 is perfect', columns: ['figure', 'value'], rows },
    ],
  };
}

async function candidatesSection({ candidates, labels }: FoundClusters, request: ClusterRequest) {
  if (candidates.length === 0) return [];
  const by = typeof request.clusters === 'object' ? request.clusters.by : 'score';
  const chosen = new Set(labels).size;
  const how = by === 'bic' ? 'The smallest is best' : 'The largest is best';
  return [
    {
      title: 'Number of clusters',
      text: [`${how}; ${chosen} clusters were chosen.`],
      tables: [
        {
          caption: 'Numbers of clusters that were tried',
          columns: ['clusters', by],
          rows: candidates.map(({ clusters, score }) => [String(clusters), score]),
        },
      ],
    },
  ];
}

function print({ flags, request, ready, found, sizes, judgement }: Outcome, terminal: Terminal): void {
  const { candidates, labels, agreement } = found;
  if (flags.json) {
    const result = {
      model: flags.model,
      data: flags.data,
      examples: labels.length,
      clusters: sizes.length,
      sizes,
      fitted: ready.fits ? request : null,
      candidates,
      agreement: agreement ?? null,
      figures: judgement ?? null,
      out: flags.out,
      saved: flags.save ?? null,
      report: flags.report ?? null,
    };
    printLine(terminal, JSON.stringify(result));
    return;
  }
  if (candidates.length > 0) {
    const by = typeof request.clusters === 'object' ? request.clusters.by : 'score';
    const rows = candidates.map(({ clusters, score }) => [String(clusters), formatFigure(score)]);
    printTable(['clusters', by], rows, terminal);
  }
  printLine(terminal, `${sizes.length} clusters of ${sizes.join(', ')} examples`);
  if (agreement !== undefined) {
    printLine(terminal, `agreement of stored codes with their neighbours: ${formatFigure(agreement)}`);
  }
  if (judgement) {
    const { accuracy, normalizedMutualInformation, adjustedRandIndex } = judgement;
    const [acc, nmi, ari] = [accuracy, normalizedMutualInformation, adjustedRandIndex].map(formatFigure);
    printLine(terminal, `ACC ${acc}, NMI ${nmi}, ARI ${ari}`);
  }
  printLine(terminal, `${labels.length} rows are in ${flags.out}`);
  if (flags.save !== undefined) printLine(terminal, `the clustering is in ${flags.save}`);
}
