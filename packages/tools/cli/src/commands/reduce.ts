import { resolve } from 'node:path';
import type { Rows } from '@autoencoders/core';
import { readData } from '@autoencoders/data/node';
import { DataError, OptionError } from '@autoencoders/errors';
import { startEngine } from '../engine.js';
import { namesAndUnits } from '../names-and-units.js';
import { type OpenedModel, openModel } from '../open-model.js';
import { printTable } from '../print-table.js';
import { formatFigure } from '../progress-bar.js';
import { makeReducer } from '../reduce/make-reducer.js';
import { type ReduceFlags, type ReduceRequest, reduceRequest } from '../reduce/reduce-flags.js';
import { classesAmong, type DataToReduce, dataToReduce } from '../reduce/reduction-data.js';
import { type FoundReduction, type FoundReductions, runReductions } from '../reduce/run-reductions.js';
import { type TableFile, tableFile } from '../table-file.js';
import { note, printLine, type Terminal } from '../terminal.js';
import { untilInterrupted } from '../until-interrupted.js';
import { writePicture } from '../write-picture.js';
import { reportFile, settingsSection, writeReport } from '../write-report.js';

/** `autoencoders reduce`: coordinates in few dimensions, by a model's code or a classical method, or back from them. */
export async function reduceCommand(flags: ReduceFlags, terminal: Terminal): Promise<void> {
  const request = reduceRequest(flags);
  const table = tableFile(flags.out, terminal.cwd);
  const page = reportFile(flags.report, terminal.cwd);
  const { model } = flags;
  const opened = model === undefined ? undefined : await openModel({ ...flags, model }, terminal);
  try {
    if (!opened) await startEngine(flags.backend);
    const { data: source, inverse } = flags;
    // Without data there are codes: the flags have been checked.
    if (inverse !== undefined || source === undefined) {
      return await goBack(flags, inverse!, request, opened, table, terminal);
    }
    const data = await dataToReduce({ ...flags, data: source }, opened, terminal);
    const labels = data.labels?.map((label) => label ?? '');
    if (labels && !classesAmong(data.labels)) {
      note(
        terminal,
        'the labels are not used for figures and colours: some are missing, or they are no classes',
      );
    }
    const found = await untilInterrupted(terminal, (signal) =>
      runReductions(flags, request, data, opened, signal, terminal),
    );
    const first = found.get(request.method)!;
    if (flags.map !== undefined) await drawMap(flags.map, first, data, terminal);
    if (page !== undefined) await writeReductionReport(page, flags, request, data, found);
    const names = dimensionNames(request.dimensions);
    await table.write(
      names,
      first.embedding.values,
      labels ? { last: { name: 'label', cells: labels } } : {},
    );
    print(flags, request, found, terminal);
  } finally {
    opened?.model.dispose();
  }
}

function dimensionNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `dimension_${index + 1}`);
}

/** Reads codes and writes what they stand for, in the units of the data. */
async function goBack(
  flags: ReduceFlags,
  inverse: string,
  request: ReduceRequest,
  opened: OpenedModel | undefined,
  table: TableFile,
  terminal: Terminal,
): Promise<void> {
  const { data: source } = flags;
  const data =
    source === undefined ? undefined : await dataToReduce({ ...flags, data: source }, opened, terminal);
  const units = data ?? namesAndUnits(opened!);
  const reducer = makeReducer(request.method, request, opened);
  const codes = await readCodes(inverse, request.dimensions, terminal.cwd);
  const rows = await untilInterrupted(terminal, async (signal) => {
    if (request.method !== 'autoencoder') await reducer.fit(data!.dataset, { signal });
    return reducer.inverseTransform!(codes);
  });
  await table.write(units.names, units.unscale(rows.values));
  printLine(terminal, `${rows.shape[0]} rows are in ${flags.out}`);
}

/** The columns `dimension_1`, … of a table, or its only ones. */
async function readCodes(path: string, dimensions: number, cwd: string): Promise<Rows> {
  const place = resolve(cwd, path);
  const names = dimensionNames(dimensions);
  const { dataset } = await readData(place, { columns: names }).catch((error: unknown) => {
    if (error instanceof OptionError) return readData(place);
    throw error;
  });
  const width = dataset.shape.reduce((product, size) => product * size, 1);
  if (width !== dimensions) {
    throw new DataError(
      `${path} has codes of ${width} values, --dimensions is ${dimensions}: both must be the same`,
    );
  }
  const values = dataset.values(Uint32Array.from({ length: dataset.size }, (_, row) => row));
  return { values, shape: [dataset.size, width] };
}

async function drawMap(path: string, { embedding }: FoundReduction, data: DataToReduce, terminal: Terminal) {
  const { latentMap } = await import('@autoencoders/report');
  const colours = classesAmong(data.labels) ? data.labels!.map(String) : undefined;
  const picture = latentMap(embedding, colours, { equalAspect: true, x: 'dimension 1', y: 'dimension 2' });
  await writePicture(path, picture, terminal.cwd);
}

async function writeReductionReport(
  page: string,
  flags: ReduceFlags,
  request: ReduceRequest,
  data: DataToReduce,
  found: FoundReductions,
): Promise<void> {
  const { mapsSection } = await import('@autoencoders/report');
  const { inThePlane } = await import('../in-the-plane.js');
  const maps: Record<string, { points: Rows; caption?: string }> = {};
  for (const [method, { embedding, measures }] of found) {
    const plane = await inThePlane(embedding, 'the embedding');
    const caption = measures && `trustworthiness ${formatFigure(measures.trustworthiness)}`;
    if (plane) maps[method] = { points: plane.points, ...(caption ? { caption } : {}) };
  }
  const labels = classesAmong(data.labels) ? data.labels!.map(String) : undefined;
  const measured = [...found].filter(([, { measures }]) => measures);
  await writeReport(page, {
    title: `Maps of ${flags.data}`,
    summary: `${data.examples.toLocaleString('en')} examples in ${request.dimensions} dimensions.`,
    sections: [
      ...(Object.keys(maps).length > 0
        ? [mapsSection(maps, { seed: request.seed, ...(labels ? { labels } : {}) })]
        : []),
      ...(measured.length > 0
        ? [
            {
              title: 'Figures',
              tables: [{ caption: meaning, columns: [...columns], rows: figureRows(found) }],
            },
          ]
        : []),
      settingsSection({ model: flags.model, data: flags.data, label: flags.label, ...request }),
    ],
  });
}

const meaning =
  'Trustworthiness: neighbours in the map are neighbours in the data; continuity: the other way round; 1 is perfect';
const columns = [
  'method',
  'trustworthiness',
  'continuity',
  'Shepard correlation',
  'k-NN accuracy',
  'reconstruction error',
  'seconds',
] as const;

function figureRows(found: FoundReductions): string[][] {
  return [...found].map(([method, { measures, seconds }]) => {
    const figures = [
      measures?.trustworthiness,
      measures?.continuity,
      measures?.shepardCorrelation,
      measures?.knnAccuracy,
      measures?.reconstructionError,
      seconds,
    ];
    const shown = figures.map((figure) =>
      figure === undefined ? '' : String(Number(figure.toPrecision(4))),
    );
    return [method, ...shown];
  });
}

function print(flags: ReduceFlags, request: ReduceRequest, found: FoundReductions, terminal: Terminal): void {
  const { embedding } = found.get(request.method)!;
  if (flags.json) {
    const figures = Object.fromEntries(
      [...found].map(([method, { measures, seconds }]) => [method, { ...measures, seconds }]),
    );
    const result = {
      model: flags.model ?? null,
      data: flags.data,
      examples: embedding.shape[0],
      method: request.method,
      dimensions: request.dimensions,
      figures,
      out: flags.out,
      map: flags.map ?? null,
      report: flags.report ?? null,
    };
    printLine(terminal, JSON.stringify(result));
    return;
  }
  if (flags.measure || flags.compare) printTable(columns, figureRows(found), terminal);
  printLine(
    terminal,
    `${embedding.shape[0]} rows of ${request.dimensions} values by ${request.method} are in ${flags.out}`,
  );
}
