import { parseArgs } from 'node:util';
import { checkChoice, checkInteger, checkNumber, OptionError } from '@autoencoders/errors';

const backends = ['auto', 'webgpu', 'wasm', 'cpu'] as const;

/** What a run is asked for. */
export interface QuickstartOptions {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly latentDim: number;
  readonly seed: number;
  readonly backend: (typeof backends)[number];
  /** Threads of the WASM engine; `undefined` for one on each core, at most 4. The figures do not depend on it. */
  readonly threads: number | undefined;
  /** Folder that receives model, history, figures and report. */
  readonly out: string;
  /** Training images used, from the first on. */
  readonly trainSize: number;
  /** Test images used, from the first on. */
  readonly testSize: number;
}

export const defaults: QuickstartOptions = {
  epochs: 15,
  batchSize: 128,
  learningRate: 0.002,
  latentDim: 20,
  seed: 1,
  backend: 'auto',
  threads: undefined,
  out: 'runs/quickstart',
  trainSize: 60_000,
  testSize: 10_000,
};

export const help = `Trains a variational autoencoder on MNIST and writes a report.

Usage: npm start -- [options]

  --epochs N          passes over the training images (default ${defaults.epochs})
  --batch-size N      images per step (default ${defaults.batchSize})
  --learning-rate R   of Adam in the first step, falling to 0 (default ${defaults.learningRate})
  --latent-dim N      numbers in a code (default ${defaults.latentDim})
  --seed N            keys weights, shuffling and noise (default ${defaults.seed})
  --backend NAME      ${backends.join(', ')} (default ${defaults.backend})
  --threads N         threads on wasm (default one for each core, at most 4)
  --out DIR           folder for the results (default ${defaults.out})
  --train-size N      train on the first N images only (default ${defaults.trainSize})
  --test-size N       test on the first N images only (default ${defaults.testSize})
  --help              this text

Ctrl-C stops after the current step and keeps a checkpoint; the same command goes on from it.
`;

/**
 * Reads the command line; `undefined` where it asks for help.
 *
 * @throws {OptionError} naming the flag that is unknown or has an impossible value.
 */
export function parseOptions(argv: readonly string[]): QuickstartOptions | undefined {
  const { help: asked, flags } = parseFlags(argv);
  if (asked) return undefined;
  const number = (flag: string, fallback: number) => {
    const text = flags[flag];
    if (text === undefined) return fallback;
    return text.trim() === '' ? Number.NaN : Number(text);
  };
  const backend = flags.backend ?? defaults.backend;
  checkChoice('--backend', backend, backends);
  const options: QuickstartOptions = {
    epochs: number('epochs', defaults.epochs),
    batchSize: number('batch-size', defaults.batchSize),
    learningRate: number('learning-rate', defaults.learningRate),
    latentDim: number('latent-dim', defaults.latentDim),
    seed: number('seed', defaults.seed),
    backend,
    threads: flags.threads === undefined ? undefined : number('threads', 1),
    out: flags.out ?? defaults.out,
    trainSize: Math.min(number('train-size', defaults.trainSize), defaults.trainSize),
    testSize: Math.min(number('test-size', defaults.testSize), defaults.testSize),
  };
  checkInteger('--epochs', options.epochs);
  checkInteger('--batch-size', options.batchSize);
  checkNumber('--learning-rate', options.learningRate, 1e-8, 1);
  checkInteger('--latent-dim', options.latentDim);
  checkInteger('--seed', options.seed, 0);
  if (options.threads !== undefined) checkInteger('--threads', options.threads);
  checkInteger('--train-size', options.trainSize, 2);
  checkInteger('--test-size', options.testSize, 2);
  if (options.out.trim() === '') throw new OptionError('--out is empty: name a folder');
  return options;
}

const text = { type: 'string' } as const;

function parseFlags(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        epochs: text,
        'batch-size': text,
        'learning-rate': text,
        'latent-dim': text,
        seed: text,
        backend: text,
        threads: text,
        out: text,
        'train-size': text,
        'test-size': text,
        help: { type: 'boolean', short: 'h' },
      },
    });
    const { help: asked = false, ...flags } = values;
    return { help: asked, flags: flags as Readonly<Record<string, string | undefined>> };
  } catch (error) {
    const [line] = (error as Error).message.split('\n');
    throw new OptionError(`${line} (npm start -- --help lists the options)`);
  }
}
