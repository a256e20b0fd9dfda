import { OptionError } from '@autoencoders/errors';
import { interpolate, type interpolationMethods } from '@autoencoders/generation';
import { dataForModel } from '../data-for-model.js';
import { chosenRows, rowNumbers } from '../generate/chosen-rows.js';
import { type DrawnFlags, drawnExamples, inRows } from '../generate/drawn-examples.js';
import type { ColumnFlags } from '../load-data.js';
import { whole } from '../numbers.js';
import { type ModelFlags, openModel } from '../open-model.js';
import { tableFile } from '../table-file.js';
import { printLine, type Terminal } from '../terminal.js';

/** Flags of `interpolate`. */
export interface InterpolateFlags extends ModelFlags, DrawnFlags, ColumnFlags {
  readonly data: string;
  readonly out: string;
  readonly from: string;
  readonly to: string;
  readonly steps: string;
  readonly method?: (typeof interpolationMethods)[number];
  readonly batchSize: string;
  readonly json?: boolean;
}

/** `autoencoders interpolate`: what lies between examples, in the units of the data. */
export async function interpolateCommand(flags: InterpolateFlags, terminal: Terminal): Promise<void> {
  const batchSize = whole('--batch-size', flags.batchSize, 1);
  const steps = whole('--steps', flags.steps, 2);
  const from = rowNumbers('--from', flags.from);
  const to = rowNumbers('--to', flags.to);
  if (from.length !== to.length) {
    throw new OptionError(
      `--from names ${from.length} rows and --to ${to.length}: give as many, they are paired`,
    );
  }
  const table = tableFile(flags.out, terminal.cwd);
  const opened = await openModel(flags, terminal);
  const { model } = opened;
  try {
    const draw = await drawnExamples(flags, model, terminal.cwd);
    const { dataset, names, unscale } = await dataForModel(flags, opened, terminal);
    const { method = 'linear' } = flags;
    const rows = await interpolate(
      model,
      await chosenRows(dataset, '--from', from),
      await chosenRows(dataset, '--to', to),
      { steps, method, batchSize },
    );
    const ways = from.map((start, pair) => `${start} to ${to[pair]}`);
    await draw({
      title: 'From one example to another',
      caption: `Codes on the way from row to row (${method}), decoded; the ends are reconstructions.`,
      rows: inRows(rows, steps, ways),
      settings: { model: flags.model, data: flags.data, from: flags.from, to: flags.to, steps, method },
    });
    const cells = ways.flatMap((way) => Array.from({ length: steps }, () => way));
    const shares = Float32Array.from({ length: rows.shape[0]! }, (_, row) => (row % steps) / (steps - 1));
    await table.write(names, unscale(rows.values), {
      first: { name: 'way', cells },
      last: { name: 'share', cells: shares },
    });
    if (flags.json) {
      const { out, picture = null, report = null } = flags;
      printLine(terminal, JSON.stringify({ model: flags.model, ways, steps, method, out, picture, report }));
    } else printLine(terminal, `${ways.length} ways of ${steps} examples are in ${flags.out}`);
  } finally {
    model.dispose();
  }
}
