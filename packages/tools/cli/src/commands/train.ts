import { resolve } from 'node:path';
import { checkpoint, fit, type History } from '@autoencoders/core';
import { checkpointFolder } from '@autoencoders/core/node';
import { OptionError } from '@autoencoders/errors';
import { startEngine } from '../engine.js';
import { Interrupted } from '../interrupted.js';
import { loadData } from '../load-data.js';
import { formatTerms, progressBar } from '../progress-bar.js';
import { note, printLine, type Terminal } from '../terminal.js';
import { finishRun } from '../train/finish-run.js';
import { type PreparedData, prepareData } from '../train/prepare-data.js';
import { difference, type RunFigures, RunFolder, type RunRequest } from '../train/run-folder.js';
import type { TrainRequest } from '../train/train-request.js';
import { untilSignalled } from '../until-signalled.js';

/**
 * `autoencoders train`: everything is read and checked before the folder is touched; the results are put in
 * place at the end.
 */
export async function trainCommand(request: TrainRequest, terminal: Terminal): Promise<void> {
  const source = await loadData(request.data, request, terminal.cwd);
  const engine = await startEngine(request.settings.backend);
  const data = await prepareData(request, source, terminal);
  try {
    const folder = new RunFolder(resolve(terminal.cwd, request.out));
    const asked = recordOf(request, data);
    const done = request.resume ? finishedFigures(folder, asked, request.out) : undefined;
    if (done) {
      note(terminal, `the run in ${request.out} is finished: nothing to resume`);
      return printFigures(done, request, terminal);
    }
    await openRun(folder, asked, request, terminal);
    const { history, resumedFrom } = await train(folder, request, data, terminal);
    const figures = await finishRun({ folder, request, asked, data, history, resumedFrom, engine });
    printFigures(figures, request, terminal);
  } finally {
    data.model.dispose();
  }
}

/** What must be the same for a run to be resumed. */
function recordOf({ variant, data: source, label, settings }: TrainRequest, data: PreparedData): RunRequest {
  const { checkpointEvery: _, ...training } = settings;
  return {
    variant: data.model.kind,
    package: variant.packageName,
    data: source,
    columns: data.columns ?? null,
    label: label ?? null,
    fingerprint: data.summary.fingerprint,
    options: data.model.options,
    training,
  };
}

function finishedFigures(folder: RunFolder, asked: RunRequest, out: string): RunFigures | undefined {
  const state = folder.state();
  if (state.kind !== 'finished') return undefined;
  refuseDifference(state.request, asked, out);
  return state.figures;
}

async function openRun(
  folder: RunFolder,
  asked: RunRequest,
  request: TrainRequest,
  terminal: Terminal,
): Promise<void> {
  const state = folder.state();
  if (request.resume && state.kind === 'unfinished') {
    refuseDifference(state.request, asked, request.out);
    return;
  }
  if (request.resume) {
    note(terminal, `there is nothing to resume in ${request.out}: the training begins anew`);
  }
  if (!request.resume && state.kind === 'unfinished') {
    note(terminal, `the checkpoints of an earlier run in ${request.out} are dropped (--resume would go on)`);
  }
  await folder.begin(asked);
}

function refuseDifference(before: RunRequest, asked: RunRequest, out: string): void {
  const what = difference(before, asked);
  if (what === undefined) return;
  throw new OptionError(`the run in ${out} cannot be resumed: ${what}; give the same, or leave out --resume`);
}

async function train(folder: RunFolder, request: TrainRequest, data: PreparedData, terminal: Terminal) {
  const { settings } = request;
  const store = checkpointFolder(folder.checkpoints);
  const resumedFrom = (await store.steps()).at(-1) ?? 0;
  if (request.resume && resumedFrom > 0) note(terminal, `resumed from step ${resumedFrom}`);
  const steps = data.stepsPerEpoch * settings.epochs;
  const bar = progressBar(terminal, { start: resumedFrom, steps, epochs: settings.epochs });
  try {
    const history = await untilSignalled(terminal, (signal) =>
      fit(data.model, data.training, {
        epochs: settings.epochs,
        batchSize: settings.batchSize,
        learningRate: settings.learningRate,
        seed: settings.seed,
        ...(data.validation ? { validation: data.validation } : {}),
        resume: store,
        signal,
        callbacks: [
          checkpoint({ store, everySteps: settings.checkpointEvery, keep: 2 }),
          { onProgress: ({ step, epoch, terms }) => bar.update(step, epoch, terms) },
        ],
      }),
    );
    if (history.stopped === 'aborted') throw interrupted(history, steps);
    return { history, resumedFrom };
  } catch (error) {
    if ((await store.steps()).length === 0) folder.abandon();
    throw error;
  } finally {
    bar.stop();
  }
}

function interrupted({ steps }: History, of: number): Interrupted {
  return new Interrupted(
    steps === 0
      ? 'interrupted before the first step: nothing is saved'
      : `interrupted at step ${steps} of ${of}; the same command with --resume goes on from there`,
  );
}

function printFigures(figures: RunFigures, { out, json }: TrainRequest, terminal: Terminal): void {
  if (json) {
    printLine(terminal, JSON.stringify(figures));
    return;
  }
  const { variant, data, epochs, steps, seconds, backend, training, validation, evaluation } = figures;
  const terms = (value: unknown) => formatTerms(value as Record<string, number>);
  printLine(
    terminal,
    `trained ${variant} on ${data}: ${epochs} epochs, ${steps} steps, ${seconds} s on ${backend}`,
  );
  printLine(terminal, `training    ${terms(training)}`);
  if (validation) printLine(terminal, `validation  ${terms(validation)}`);
  const { on, figures: measured } = evaluation as { on: string; figures: Record<string, number> };
  printLine(terminal, `evaluation  ${terms(measured)} (${on})`);
  printLine(terminal, `model, history and figures are in ${out}`);
}
