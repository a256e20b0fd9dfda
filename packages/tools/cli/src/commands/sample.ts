import { randomSource } from '@autoencoders/backend';
import { decode } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { namesAndUnits } from '../names-and-units.js';
import { whole } from '../numbers.js';
import { type ModelFlags, openModel } from '../open-model.js';
import { tableFile } from '../table-file.js';
import { printLine, type Terminal } from '../terminal.js';

/** `autoencoders sample`: decoded draws from the prior, in the units of the data. */
export async function sampleCommand(
  flags: ModelFlags & {
    readonly out: string;
    readonly count: string;
    readonly seed: string;
    readonly batchSize: string;
  },
  terminal: Terminal,
): Promise<void> {
  const batchSize = whole('--batch-size', flags.batchSize, 1);
  const count = whole('--count', flags.count, 1);
  const seed = whole('--seed', flags.seed, 0);
  const table = tableFile(flags.out, terminal.cwd);
  const opened = await openModel(flags, terminal);
  const { model } = opened;
  try {
    if (!model.samplePrior) {
      throw new OptionError(`a model of kind '${model.kind}' has no prior to draw from: train one that has`);
    }
    const codes = model.samplePrior(count, randomSource(seed));
    try {
      const rows = await decode(model, codes, { batchSize });
      const { names, unscale } = namesAndUnits(opened);
      await table.write(names, unscale(rows.values));
    } finally {
      codes.dispose();
    }
    printLine(terminal, `${count} samples are in ${flags.out}`);
  } finally {
    model.dispose();
  }
}
