import type { Rows } from '@autoencoders/core';
import { concatenateRows } from '@autoencoders/data';
import { type Grid, traverse, traverseCodes } from '@autoencoders/generation';
import { dataForModel } from '../data-for-model.js';
import { chosenRows } from '../generate/chosen-rows.js';
import { type DrawnFlags, drawnExamples } from '../generate/drawn-examples.js';
import type { ColumnFlags } from '../load-data.js';
import { namesAndUnits } from '../names-and-units.js';
import { finite, whole } from '../numbers.js';
import { type ModelFlags, type OpenedModel, openModel } from '../open-model.js';
import { refuseGiven } from '../refuse-given.js';
import { tableFile } from '../table-file.js';
import { printLine, type Terminal } from '../terminal.js';

/** Flags of `traverse`. */
export interface TraverseFlags extends ModelFlags, DrawnFlags, ColumnFlags {
  readonly data?: string;
  readonly row?: string;
  readonly out: string;
  readonly dimensions?: string;
  readonly from?: string;
  readonly to?: string;
  readonly steps: string;
  readonly batchSize: string;
  readonly json?: boolean;
}

/** Dimensions that are taken where none is named. */
const most = 10;

/** `autoencoders traverse`: what dimensions of the code stand for, in the units of the data. */
export async function traverseCommand(flags: TraverseFlags, terminal: Terminal): Promise<void> {
  const steps = whole('--steps', flags.steps, 1);
  const range = {
    ...(flags.from === undefined ? {} : { from: finite('--from', flags.from) }),
    ...(flags.to === undefined ? {} : { to: finite('--to', flags.to) }),
  };
  const batchSize = whole('--batch-size', flags.batchSize, 1);
  const table = tableFile(flags.out, terminal.cwd);
  const opened = await openModel(flags, terminal);
  const { model } = opened;
  try {
    const draw = await drawnExamples(flags, model, terminal.cwd);
    const width = model.latentShape.reduce((a, b) => a * b, 1);
    const dimensions = flags.dimensions
      ? flags.dimensions.split(',').map((each) => whole('--dimensions', each, 0))
      : Array.from({ length: Math.min(most, width) }, (_, dimension) => dimension);
    const walk = await walkOf(flags, opened, terminal);
    const found: Grid[] = [];
    for (const dimension of dimensions) {
      found.push(await walk({ dimension, steps, batchSize, ...range }));
    }
    const named = Object.fromEntries(found.map((grid, i): [string, Rows] => [`code ${dimensions[i]}`, grid]));
    await draw({
      title: 'Traversals',
      caption: 'One dimension of the code at a time, moved through its range and decoded.',
      rows: named,
      settings: {
        model: flags.model,
        data: flags.data,
        row: flags.row,
        dimensions: dimensions.join(', '),
        steps,
        ...range,
      },
    });
    const { names, unscale } = namesAndUnits(opened);
    const rows = concatenateRows(found);
    await table.write(names, unscale(rows.values), {
      first: {
        name: 'dimension',
        cells: dimensions.flatMap((one) => Array.from({ length: steps }, () => `${one}`)),
      },
      last: { name: 'code', cells: Float32Array.from(found.flatMap(({ axes }) => [...axes[0]!.values])) },
    });
    if (flags.json) {
      const { out, picture = null, report = null } = flags;
      printLine(terminal, JSON.stringify({ model: flags.model, dimensions, steps, out, picture, report }));
    } else printLine(terminal, `${dimensions.length} dimensions by ${steps} steps are in ${flags.out}`);
  } finally {
    model.dispose();
  }
}

type Walk = (options: Parameters<typeof traverse>[2]) => Promise<Grid>;

/** From the code of a row of data, whose codes tell the range; without data from the code that is 0. */
async function walkOf(flags: TraverseFlags, opened: OpenedModel, terminal: Terminal): Promise<Walk> {
  const { model } = opened;
  const { data, row = '1' } = flags;
  if (data === undefined) {
    refuseGiven(flags, ['row', 'columns', 'label'], 'there is no --data');
    const code = {
      values: new Float32Array(model.latentShape.reduce((a, b) => a * b, 1)),
      shape: [1, ...model.latentShape],
    };
    return (options) => traverseCodes(model, code, options);
  }
  const { dataset } = await dataForModel({ ...flags, data }, opened, terminal);
  const start = await chosenRows(dataset, '--row', [whole('--row', row, 1)]);
  return (options) => traverse(model, start, { ...options, data: dataset });
}
