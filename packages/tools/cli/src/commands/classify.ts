import { type History, type Json, type Rows, save } from '@autoencoders/core';
import { folderStore } from '@autoencoders/core/node';
import { largestOfEachRow } from '@autoencoders/data';
import {
  type ClassifierTraining,
  type ClassifyFlags,
  classifierTraining,
} from '../classify/classify-flags.js';
import { type Judged, judgePredictions } from '../classify/judge-predictions.js';
import { type ReadyClassifier, readyClassifier } from '../classify/ready-classifier.js';
import { labelledDataForModel } from '../data-for-model.js';
import { hasColumn } from '../load-labelled.js';
import { folderToSave } from '../model-folder.js';
import { openSaved } from '../open-model.js';
import { printTable } from '../print-table.js';
import { formatFigure } from '../progress-bar.js';
import { type TableFile, tableFile } from '../table-file.js';
import { printLine, type Terminal } from '../terminal.js';
import { untilInterrupted } from '../until-interrupted.js';
import { curvesSection, reportFile, settingsSection, writeReport } from '../write-report.js';

/** `autoencoders classify`: a class for each example, by a classifier that is trained first or was saved. */
export async function classifyCommand(flags: ClassifyFlags, terminal: Terminal): Promise<void> {
  const training = classifierTraining(flags);
  const table = tableFile(flags.out, terminal.cwd);
  const folder = flags.save === undefined ? undefined : folderToSave(flags.save, terminal.cwd);
  const page = reportFile(flags.report, terminal.cwd);
  const saved = await openSaved(flags, terminal);
  const ready = await readyClassifier(saved, flags, training, terminal);
  try {
    const { classes } = ready.details;
    const data = await newData(flags, ready, terminal);
    const { made, history, probabilities } = await untilInterrupted(terminal, async (signal) => {
      const { made, history } = await ready.make(signal);
      if (signal.aborted) return { made, history, probabilities: undefined };
      const { batchSize } = training;
      return { made, history, probabilities: await made.predictProbabilities(data.dataset(), { batchSize }) };
    });
    const predictions = largestOfEachRow(probabilities!);
    const judged = data.labels && judgePredictions(data.labels, predictions, probabilities!, classes);
    const outcome: Outcome = { flags, training, ready, history, predictions, judged };

    if (folder !== undefined) await save(made, folderStore(folder), beside(outcome));
    if (page !== undefined) await writeClassifierReport(page, outcome);
    await writePredictions(table, outcome, probabilities!);
    print(outcome, terminal);
  } finally {
    ready.dispose();
  }
}

interface Outcome {
  readonly flags: ClassifyFlags;
  readonly training: ClassifierTraining;
  readonly ready: ReadyClassifier;
  readonly history: History | undefined;
  readonly predictions: Int32Array;
  readonly judged: Judged | undefined;
}

/** The data to classify; its label column is read where it has one. */
async function newData(flags: ClassifyFlags, { opened, details }: ReadyClassifier, terminal: Terminal) {
  const { label: _, ...others } = flags;
  const label = flags.label ?? details.label;
  const there = label !== null && (await hasColumn(flags.data, label, terminal.cwd));
  return labelledDataForModel(there ? { ...others, label } : others, opened, terminal);
}

/** What is kept with a saved classifier: how inputs are prepared, and the names of classes. */
function beside({ flags, training, ready: { opened, details } }: Outcome) {
  const { scaling, metadata } = opened.manifest;
  const application = { ...details, train: flags.train ?? null, training: { ...training } };
  return {
    ...(scaling === undefined ? {} : { scaling }),
    metadata: { ...(metadata as Record<string, Json> | undefined), application },
  };
}

async function writePredictions(
  table: TableFile,
  { flags, ready, predictions }: Outcome,
  all: Rows,
): Promise<void> {
  const { classes } = ready.details;
  const width = flags.probabilities ? 1 + classes.length : 1;
  const values = new Float32Array(predictions.length * width);
  for (const [row, place] of predictions.entries()) {
    const own = all.values.subarray(row * classes.length, (row + 1) * classes.length);
    values[row * width] = own[place]!;
    if (flags.probabilities) values.set(own, row * width + 1);
  }
  const names = flags.probabilities ? classes.map((name) => `probability_${name}`) : [];
  const cells = Array.from(predictions, (place) => classes[place]!);
  await table.write(['confidence', ...names], values, { first: { name: 'prediction', cells } });
}

async function writeClassifierReport(
  page: string,
  { flags, training, ready, history, predictions, judged }: Outcome,
) {
  const { confusionSection, reliabilitySection } = await import('@autoencoders/report');
  const { classes } = ready.details;
  const counts = countsOf(predictions, classes.length);
  await writeReport(page, {
    title: `Classes of ${flags.data}`,
    summary: `${predictions.length.toLocaleString('en')} examples, ${classes.length} classes.`,
    sections: [
      ...(judged
        ? [
            confusionSection({ ...judged.matrix, names: classes }),
            reliabilitySection({
              predictions: { bins: judged.bins, expectedCalibrationError: judged.expectedCalibrationError },
            }),
          ]
        : []),
      {
        title: 'Predictions',
        tables: [
          {
            caption: 'Examples of each class, as predicted',
            columns: ['class', 'examples'],
            rows: classes.map((name, index) => [name, counts[index]!]),
          },
        ],
      },
      ...(await curvesSection(history)),
      settingsSection({
        model: flags.model,
        data: flags.data,
        train: flags.train,
        label: ready.details.label ?? undefined,
        ...(history ? training : {}),
      }),
    ],
  });
}

function print({ flags, training, ready, history, predictions, judged }: Outcome, terminal: Terminal): void {
  const { classes } = ready.details;
  const counts = countsOf(predictions, classes.length);
  if (flags.json) {
    const figures = judged && {
      examples: judged.examples,
      unknownLabels: judged.unknown,
      accuracy: judged.report.accuracy,
      macroF1: judged.report.macro.f1,
      expectedCalibrationError: judged.expectedCalibrationError,
      confusion: judged.rows,
    };
    const result = {
      model: flags.model,
      data: flags.data,
      examples: predictions.length,
      classes,
      predicted: Object.fromEntries(classes.map((name, index) => [name, counts[index]!])),
      training: history ? { ...training, train: flags.train, steps: history.steps } : null,
      figures: figures ?? null,
      out: flags.out,
      saved: flags.save ?? null,
      report: flags.report ?? null,
    };
    printLine(terminal, JSON.stringify(result));
    return;
  }
  if (history) {
    printLine(
      terminal,
      `trained (${training.mode}) on ${flags.train}: ${classes.length} classes, ${history.steps} steps`,
    );
  }
  if (judged) {
    const { accuracy, macro } = judged.report;
    const error = formatFigure(judged.expectedCalibrationError);
    const others = judged.unknown > 0 ? `, ${judged.unknown} with labels of no known class left out` : '';
    printLine(
      terminal,
      `accuracy ${formatFigure(accuracy)}, macro F1 ${formatFigure(macro.f1)}, calibration error ${error} on ${judged.examples} examples${others}`,
    );
    const rows = judged.rows.map((row, index) => [classes[index]!, ...row.map(String)]);
    printTable(['truth, predicted as', ...classes], rows, terminal);
  }
  printLine(terminal, `${predictions.length} predictions are in ${flags.out}`);
  if (flags.save !== undefined) printLine(terminal, `the classifier is in ${flags.save}`);
}

function countsOf(predictions: Int32Array, classes: number): Int32Array {
  const counts = new Int32Array(classes);
  for (const place of predictions) counts[place]! += 1;
  return counts;
}
