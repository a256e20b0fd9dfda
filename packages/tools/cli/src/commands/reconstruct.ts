import { reconstruct } from '@autoencoders/core';
import { dataForModel } from '../data-for-model.js';
import { whole } from '../numbers.js';
import { type ModelFlags, openModel } from '../open-model.js';
import { tableFile } from '../table-file.js';
import { printLine, type Terminal } from '../terminal.js';

/** `autoencoders reconstruct`: a row for each example, in the units of the data. */
export async function reconstructCommand(
  flags: ModelFlags & {
    readonly data: string;
    readonly out: string;
    readonly columns?: string;
    readonly batchSize: string;
  },
  terminal: Terminal,
): Promise<void> {
  const batchSize = whole('--batch-size', flags.batchSize, 1);
  const table = tableFile(flags.out, terminal.cwd);
  const opened = await openModel(flags, terminal);
  try {
    const { dataset, names, unscale } = await dataForModel(flags, opened, terminal);
    const rows = await reconstruct(opened.model, dataset, { batchSize });
    await table.write(names, unscale(rows.values));
    printLine(terminal, `${rows.shape[0]} reconstructions are in ${flags.out}`);
  } finally {
    opened.model.dispose();
  }
}
