import { randomSource } from '@autoencoders/backend';
import type { Autoencoder, Json } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import type { CurveRecord } from './curves.js';
import { filtersSection } from './filters-section.js';
import { imagePairs } from './image-grid.js';
import { isImageShape } from './images.js';
import { latentMap } from './latent-map.js';
import { lossCurves } from './loss-curves.js';
import { networkTables, recordTable } from './model-tables.js';
import type { Picture } from './picture.js';
import { picturesSection } from './pictures-section.js';
import { type ReadCodes, readCodes } from './read-codes.js';
import type { Report, ReportSection } from './report.js';
import { seriesPairs } from './series-pairs.js';
import { traversalsSection } from './traversals-section.js';
import { firstRows, type Values } from './values.js';
import { viewSections } from './view-sections.js';

/** What a report tells beside what the model shows of itself. */
export interface ModelReportOptions {
  readonly title?: string;
  /** One or two sentences below the title. */
  readonly summary?: string;
  /** The record of the training. */
  readonly history?: { readonly epochs: readonly CurveRecord[] };
  /** Test figures, as `evaluate` returns them. */
  readonly figures?: Readonly<Record<string, number>>;
  /** What `fit` was asked for: epochs, batch size, learning rate. */
  readonly training?: Readonly<Record<string, Json>>;
  /** Circumstances: seed, engine, threads, times. */
  readonly run?: Readonly<Record<string, Json>>;
  /** Originals shown beside their reconstructions. Default 20. */
  readonly examples?: number;
  /** Samples from the prior. Default 100. */
  readonly samples?: number;
  /** Codes on the map. Default 10,000. */
  readonly points?: number;
  /** Examples encoded at once. Default 500. */
  readonly batchSize?: number;
  /** Keys the draws from the prior and those of views. Default 0. */
  readonly seed?: number;
}

/** Examples that a model's views are of. */
const viewExamples = 10;

/**
 * The report of a model on a dataset, from what the model itself offers: test figures, loss curves, originals
 * beside reconstructions, samples where it has a prior, the views it has of itself, traversals of its code, filters and features where its
 * inputs are images, the map of its codes coloured by class label, configuration and networks. `htmlReport` makes a
 * page of it.
 *
 * @throws {DataError} if the dataset holds fewer than two examples.
 */
export async function modelReport(
  model: Autoencoder,
  data: Dataset,
  options: ModelReportOptions = {},
): Promise<Report> {
  const { examples = 20, points = 10_000, batchSize = 500, seed = 0 } = options;
  const needed = Math.max(examples, model.views?.length ? viewExamples : 0);
  const read = await readCodes(model, data, { examples: needed, points, batchSize });
  if (read.codes.shape[0]! < 2) {
    throw new DataError(`the data holds ${read.codes.shape[0]} examples: a report needs at least two`);
  }
  const sections = [
    figuresSection(options),
    curvesSection(options),
    reconstructionsSection(read, examples),
    await samplesSection(model, options.samples ?? 100, seed),
    ...(await viewSections(model, firstRows(read.originals, viewExamples), seed)),
    await traversalsSection(model, read.codes),
    await filtersSection(model),
    mapSection(read),
    configurationSection(model, options),
    { title: 'Networks', tables: networkTables(model) },
  ];
  return {
    title: options.title ?? `A trained autoencoder: ${model.kind}`,
    ...(options.summary === undefined ? {} : { summary: options.summary }),
    sections: sections.filter((section) => section !== undefined),
  };
}

function figuresSection({ figures }: ModelReportOptions): ReportSection | undefined {
  if (!figures || Object.keys(figures).length === 0) return undefined;
  const text = [
    'Means over examples that the model was not trained on; likelihoods are in nats per example.',
  ];
  const table = { caption: 'Figures', columns: ['figure', 'value'], rows: Object.entries(figures) };
  return { title: 'Test figures', text, tables: [table] };
}

function curvesSection({ history }: ModelReportOptions): ReportSection | undefined {
  if (!history || history.epochs.length === 0) return undefined;
  const caption = 'Mean of each loss term over an epoch; the terms have scales of their own.';
  return { title: 'Loss curves', pictures: [{ picture: lossCurves(history), caption }] };
}

function reconstructionsSection(read: ReadCodes, examples: number): ReportSection {
  const originals = firstRows(read.originals, examples);
  const reconstructions = firstRows(read.reconstructions, examples);
  const images = isImageShape(originals.shape.slice(1));
  const picture: Picture = images
    ? imagePairs(originals, reconstructions)
    : seriesPairs(originals, reconstructions);
  const caption = images
    ? 'Upper row of each pair: the original; lower row: what the model makes of it.'
    : 'Value over position: the original and what the model makes of it.';
  return { title: 'Originals and reconstructions', pictures: [{ picture, caption }] };
}

async function samplesSection(
  model: Autoencoder,
  count: number,
  seed: number,
): Promise<ReportSection | undefined> {
  if (!model.samplePrior || count === 0 || !isImageShape(model.inputShape)) return undefined;
  const codes = model.samplePrior(count, randomSource(seed));
  const decoded = model.decode(codes);
  try {
    const samples: Values = {
      values: (await decoded.data()) as Float32Array,
      shape: [count, ...model.inputShape],
    };
    const caption = `Decoded from ${count} codes drawn from the prior: images that nobody gave the model.`;
    return picturesSection({ samples }, { title: 'Samples from the prior', caption });
  } finally {
    codes.dispose();
    decoded.dispose();
  }
}

function mapSection({ codes, labels }: ReadCodes): ReportSection {
  const count = codes.shape[0]!.toLocaleString('en');
  const caption = labels
    ? `The codes of ${count} examples, coloured by class label; each label stands at the median of its points.`
    : `The codes of ${count} examples.`;
  return { title: 'Map of the latent space', pictures: [{ picture: latentMap(codes, labels), caption }] };
}

function configurationSection(model: Autoencoder, { training, run }: ModelReportOptions): ReportSection {
  return {
    title: 'Configuration',
    tables: [
      ...(run ? [recordTable('The run', run)] : []),
      ...(training ? [recordTable('Training', training)] : []),
      recordTable(`Options of the model (${model.kind})`, model.options),
    ],
  };
}
