import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BackendDescription } from '@autoencoders/backend';
import { evaluate, type History, type Json, save } from '@autoencoders/core';
import { folderStore, writeHistory } from '@autoencoders/core/node';
import { writeFileAtomic } from '@autoencoders/data/node';
import type { PreparedData } from './prepare-data.js';
import type { RunFigures, RunFolder, RunRequest } from './run-folder.js';
import type { TrainRequest } from './train-request.js';

/** A training that came to its end. */
export interface EndedRun {
  readonly folder: RunFolder;
  readonly request: TrainRequest;
  readonly asked: RunRequest;
  readonly data: PreparedData;
  readonly history: History;
  readonly resumedFrom: number;
  readonly engine: BackendDescription;
}

/** Measures the model and puts model, history, report and figures in place, in this order, each whole. */
export async function finishRun(run: EndedRun): Promise<RunFigures> {
  const { folder, request, asked, data, history } = run;
  const { model } = data;
  const measured = await evaluate(model, data.evaluation.dataset, { seed: request.settings.seed });
  const figures = figuresOf(run, measured);
  await save(model, folderStore(folder.model), {
    ...(data.scaling ? { scaling: { ...data.scaling } } : {}),
    metadata: {
      package: request.variant.packageName,
      data: request.data,
      columns: data.columns ?? null,
      training: request.settings,
    },
  });
  await writeHistory(folder.path, history);
  if (request.report) await writeReport(run, figures, measured);
  else rmSync(join(folder.path, 'report.html'), { force: true });
  await folder.finish(asked, figures);
  return figures;
}

function figuresOf(run: EndedRun, measured: Record<string, number>): RunFigures {
  const { request, data, history, resumedFrom, engine } = run;
  const last = history.epochs.at(-1);
  return {
    variant: data.model.kind,
    data: request.data,
    examples: data.summary.examples,
    epochs: history.epochs.length,
    steps: history.steps,
    training: last?.terms ?? {},
    validation: last?.validation ?? null,
    evaluation: { on: data.evaluation.on, figures: measured },
    scaling: data.scaling?.kind ?? 'none',
    seconds: Number(history.seconds.toFixed(2)),
    backend: engine.engine,
    threads: engine.threads,
    seed: request.settings.seed,
    resumedFrom,
    out: request.out,
  };
}

async function writeReport(
  run: EndedRun,
  figures: RunFigures,
  measured: Record<string, number>,
): Promise<void> {
  const { folder, request, data, history } = run;
  const [{ modelReport }, { htmlReport }] = await Promise.all([
    import('@autoencoders/report'),
    import('@autoencoders/report/node'),
  ]);
  const { backend, threads, seed, seconds, examples, scaling } = figures;
  const report = await modelReport(data.model, data.evaluation.dataset, {
    title: `${data.model.kind} on ${request.data}`,
    history,
    // The page says of its figures that they are of examples the model has not seen.
    ...(data.evaluation.on === 'training data' ? {} : { figures: measured }),
    training: request.settings,
    run: { data: request.data, examples, scaling, backend, threads, seed, seconds } as Record<string, Json>,
    seed: request.settings.seed,
  });
  await writeFileAtomic(join(folder.path, 'report.html'), htmlReport(report));
}
