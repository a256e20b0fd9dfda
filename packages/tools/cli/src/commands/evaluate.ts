import { evaluate } from '@autoencoders/core';
import { dataForModel } from '../data-for-model.js';
import { whole } from '../numbers.js';
import { type ModelFlags, openModel } from '../open-model.js';
import { formatFigure } from '../progress-bar.js';
import { printLine, type Terminal } from '../terminal.js';

/** `autoencoders evaluate`: the variant's figures, averaged over the examples. */
export async function evaluateCommand(
  flags: ModelFlags & {
    readonly data: string;
    readonly columns?: string;
    readonly batchSize: string;
    readonly seed: string;
    readonly json?: boolean;
  },
  terminal: Terminal,
): Promise<void> {
  const batchSize = whole('--batch-size', flags.batchSize, 1);
  const seed = whole('--seed', flags.seed, 0);
  const opened = await openModel(flags, terminal);
  try {
    const { dataset, examples } = await dataForModel(flags, opened, terminal);
    const figures = await evaluate(opened.model, dataset, { batchSize, seed });
    if (flags.json) {
      const result = { variant: opened.model.kind, model: flags.model, data: flags.data, examples, figures };
      return printLine(terminal, JSON.stringify(result));
    }
    printLine(terminal, `${opened.model.kind} on ${flags.data}, ${examples} examples`);
    for (const [name, value] of Object.entries(figures))
      printLine(terminal, `${name}  ${formatFigure(value)}`);
  } finally {
    opened.model.dispose();
  }
}
