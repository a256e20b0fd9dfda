import { encode } from '@autoencoders/core';
import { dataForModel } from '../data-for-model.js';
import { whole } from '../numbers.js';
import { type ModelFlags, openModel } from '../open-model.js';
import { tableFile } from '../table-file.js';
import { printLine, type Terminal } from '../terminal.js';

/** `autoencoders encode`: a row of codes for each example, and its label where the data has one. */
export async function encodeCommand(
  flags: ModelFlags & {
    readonly data: string;
    readonly out: string;
    readonly columns?: string;
    readonly label?: string;
    readonly batchSize: string;
  },
  terminal: Terminal,
): Promise<void> {
  const batchSize = whole('--batch-size', flags.batchSize, 1);
  const table = tableFile(flags.out, terminal.cwd);
  const opened = await openModel(flags, terminal);
  try {
    const { dataset, labels } = await dataForModel(flags, opened, terminal);
    const codes = await encode(opened.model, dataset, { batchSize });
    const width = codes.values.length / codes.shape[0]!;
    const names = Array.from({ length: width }, (_, index) => `code_${index}`);
    await table.write(names, codes.values, labels ? { last: { name: 'label', cells: labels } } : {});
    printLine(terminal, `${codes.shape[0]} codes of ${width} values are in ${flags.out}`);
  } finally {
    opened.model.dispose();
  }
}
