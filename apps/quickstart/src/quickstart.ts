import { type BackendDescription, useBackend } from '@autoencoders/backend';
import { checkpoint, cosineDecay, evaluate, fit, type History, save } from '@autoencoders/core';
import { checkpointFolder, folderStore, writeHistory } from '@autoencoders/core/node';
import { mnist } from '@autoencoders/data/node';
import { modelReport } from '@autoencoders/report';
import { htmlReport } from '@autoencoders/report/node';
import { variationalAutoencoder } from '@autoencoders/variational';
import { currentCommit } from './commit.js';
import { formatDuration, formatFigure, formatTable } from './format.js';
import type { QuickstartOptions } from './options.js';
import { showProgress } from './progress.js';
import { RunFiles } from './run-files.js';
import type { Terminal } from './terminal.js';

/**
 * Trains a variational autoencoder on MNIST and writes model, history, figures and report.
 *
 * @returns whether it came to its end; if not, a checkpoint is kept.
 */
export async function quickstart(
  options: QuickstartOptions,
  terminal: Terminal,
): Promise<'finished' | 'aborted'> {
  const { epochs, batchSize, learningRate, seed } = options;
  const say = (line: string) => terminal.stdout.write(`${line}\n`);
  const { threads } = options;
  const backend = await useBackend(options.backend, threads === undefined ? {} : { threads });
  say(`Engine: ${backend.engine}${backend.adapter ? ` (${backend.adapter})` : ''}: ${backend.reason}`);

  const data = await mnist();
  const first = (count: number) => Array.from({ length: count }, (_, index) => index);
  const train = data.train.subset(first(options.trainSize));
  const test = data.test.subset(first(options.testSize));
  const model = variationalAutoencoder({
    inputShape: [28, 28, 1],
    latentDim: options.latentDim,
    hidden: [400],
    activation: 'relu',
    likelihood: 'bernoulli',
    seed,
  });
  const stepsPerEpoch = Math.ceil(train.size / batchSize);
  say(
    `Data: MNIST, ${train.size} images to train on, ${test.size} to test on\n` +
      `Model: 784-400-${options.latentDim} variational autoencoder, ${epochs} epochs of ` +
      `${stepsPerEpoch} batches of ${batchSize}`,
  );

  try {
    const files = new RunFiles(options.out);
    // Where a run goes on may have other cores: its figures are the same.
    const { out: _out, threads: _threads, ...configuration } = options;
    const begun = await files.begin({ ...configuration, engine: backend.engine });
    if (begun === 'resumed') say(`Going on with the unfinished run in ${files.folder}`);
    if (begun === 'replaced') say('An unfinished run of another configuration was dropped');

    const store = checkpointFolder(files.checkpoints);
    const progress = showProgress(terminal, epochs);
    const training = { epochs, batchSize, learningRate, seed };
    const history = await fit(model, train, {
      ...training,
      // Fast first, then still: from 0.002 it ends a nat below a constant 0.001 (104.2 against 105.2).
      learningRate: cosineDecay(learningRate, epochs * stepsPerEpoch),
      validation: test,
      callbacks: [progress, checkpoint({ store })],
      signal: terminal.signal,
      resume: store,
    }).finally(progress.stop);
    if (history.stopped === 'aborted') {
      say(
        `Stopped after ${history.steps} steps. A checkpoint is in ${files.checkpoints}: ` +
          'the same command goes on from it.',
      );
      return 'aborted';
    }

    const figures = await evaluate(model, test, { seed });
    const run = runFacts(history, backend, seed);
    await save(model, folderStore(files.model), { metadata: { ...training } });
    await writeHistory(files.folder, history);
    await files.write('metrics.json', { ...figures, epochs, ...run, configuration });
    const report = await modelReport(model, test, {
      title: 'A variational autoencoder on MNIST',
      summary:
        `${history.epochs.length} epochs over ${train.size.toLocaleString('en')} handwritten digits in ` +
        `${formatDuration(history.seconds)} (minutes:seconds) on ${backend.engine}. Validation figures and all ` +
        `pictures are of the ${test.size.toLocaleString('en')} test images, which the training never saw.`,
      history,
      figures,
      run,
      training: {
        ...training,
        optimizer: 'Adam',
        schedule: 'half a cosine down to 0',
        trainImages: train.size,
        testImages: test.size,
      },
      seed,
    });
    await files.write('report.html', htmlReport(report));
    await files.finish();
    say(`\nTest figures (mean over ${test.size} images, nats):`);
    const rows = Object.entries(figures).map(([name, value]) => [name, formatFigure(value)] as const);
    const times = [['training, minutes:seconds', formatDuration(history.seconds)]] as const;
    say(formatTable([...rows, ...times]));
    say(`Report: ${files.report}`);
    return 'finished';
  } finally {
    model.dispose();
  }
}

function runFacts(history: History, backend: BackendDescription, seed: number) {
  const commit = currentCommit();
  return {
    seed,
    backend: backend.engine,
    ...(backend.adapter === undefined ? {} : { adapter: backend.adapter }),
    threads: backend.threads,
    reason: backend.reason,
    node: process.version,
    trainingSeconds: history.seconds,
    secondsPerEpoch: history.seconds / Math.max(1, history.epochs.length),
    ...(commit === undefined ? {} : { commit }),
  };
}
