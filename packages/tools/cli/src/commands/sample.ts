import { type AutoencoderGenerator, generator } from '@autoencoders/generation';
import { dataForModel } from '../data-for-model.js';
import { fractionBar } from '../fraction-bar.js';
import { type DrawnFlags, drawnExamples } from '../generate/drawn-examples.js';
import { type SamplerFlags, samplerOptions } from '../generate/sampler-flags.js';
import type { ColumnFlags } from '../load-data.js';
import { namesAndUnits } from '../names-and-units.js';
import { whole } from '../numbers.js';
import { type ModelFlags, type OpenedModel, openModel } from '../open-model.js';
import { tableFile } from '../table-file.js';
import { printLine, type Terminal } from '../terminal.js';
import { untilInterrupted } from '../until-interrupted.js';

/** Flags of `sample`. */
export interface SampleFlags extends ModelFlags, SamplerFlags, DrawnFlags, ColumnFlags {
  readonly out: string;
  readonly count: string;
  readonly batchSize: string;
  readonly json?: boolean;
}

/** Samples that a picture shows, at most. */
const shown = 100;

/** `autoencoders sample`: decoded draws from the prior or of codes fitted to data, in the units of the data. */
export async function sampleCommand(flags: SampleFlags, terminal: Terminal): Promise<void> {
  const batchSize = whole('--batch-size', flags.batchSize, 1);
  const count = whole('--count', flags.count, 1);
  const table = tableFile(flags.out, terminal.cwd);
  const opened = await openModel(flags, terminal);
  const { model } = opened;
  try {
    const options = samplerOptions(flags, model);
    const draw = await drawnExamples(flags, model, terminal.cwd);
    const generate = generator(model, options);
    try {
      const rows = await untilInterrupted(terminal, async (signal) => {
        await fitSampler(generate, flags, opened, signal, terminal);
        return generate.sample(count, { batchSize, signal });
      });
      const { names, unscale } = namesAndUnits(opened);
      const few = Math.min(shown, count);
      const width = rows.values.length / count;
      await draw({
        title: 'Samples',
        caption: `Decoded from codes of the sampler ${options.sampler}${count > few ? `; the first ${few} of ${count.toLocaleString('en')}` : ''}.`,
        rows: {
          samples: { values: rows.values.subarray(0, few * width), shape: [few, ...model.inputShape] },
        },
        settings: { model: flags.model, data: flags.data, count, ...options },
      });
      await table.write(names, unscale(rows.values));
      const { sampler } = options;
      if (flags.json) {
        const { out, picture = null, report = null } = flags;
        printLine(terminal, JSON.stringify({ model: flags.model, sampler, count, out, picture, report }));
      } else printLine(terminal, `${count} samples are in ${flags.out}`);
    } finally {
      generate.dispose();
    }
  } finally {
    model.dispose();
  }
}

async function fitSampler(
  generate: AutoencoderGenerator,
  flags: SampleFlags,
  opened: OpenedModel,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<void> {
  const { data, epochs } = flags;
  if (data === undefined) return;
  const { dataset } = await dataForModel({ ...flags, data }, opened, terminal);
  const bar = fractionBar(terminal);
  try {
    await generate.fit(dataset, {
      signal,
      onProgress: ({ stage, done, total }) => bar.update(stage, total ? done / total : 0),
      ...(epochs === undefined ? {} : { epochs: whole('--epochs', epochs, 1) }),
    });
  } finally {
    bar.stop();
  }
}
