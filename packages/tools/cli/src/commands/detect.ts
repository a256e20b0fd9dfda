import { type Json, save } from '@autoencoders/core';
import { folderStore } from '@autoencoders/core/node';
import { OptionError } from '@autoencoders/errors';
import { anomalyLabels, arePlain } from '../detect/anomaly-labels.js';
import { type DetectFlags, detectRequest } from '../detect/detect-flags.js';
import type { DetectionOutcome } from '../detect/detection-outcome.js';
import { detectorInputs } from '../detect/detector-inputs.js';
import type { ReadyDetector } from '../detect/detector-parts.js';
import { scoreRows, worstRows } from '../detect/explain-rows.js';
import { judgeScores } from '../detect/judge-scores.js';
import { labelName } from '../detect/normal-rows.js';
import { printDetection, thresholdSource } from '../detect/print-detection.js';
import type { RawRows } from '../detect/raw-rows.js';
import { readyDetector } from '../detect/ready-detector.js';
import { folderToSave } from '../model-folder.js';
import { tableFile } from '../table-file.js';
import { note, type Terminal } from '../terminal.js';
import { untilInterrupted } from '../until-interrupted.js';
import { curvesSection, reportFile, settingsSection, writeReport } from '../write-report.js';

/** `autoencoders detect`: how odd each row is, by a detector that is fitted to normal rows first or was saved. */
export async function detectCommand(flags: DetectFlags, terminal: Terminal): Promise<void> {
  const request = detectRequest(flags);
  const table = tableFile(flags.out, terminal.cwd);
  const folder = flags.save === undefined ? undefined : folderToSave(flags.save, terminal.cwd);
  const page = reportFile(flags.report, terminal.cwd);
  const ready = await readyDetector(flags, request, terminal);
  try {
    const data = await ready.read(flags.data);
    const inputs = detectorInputs(data, ready.form);
    const labels = labelsOf(data, flags, ready, terminal);
    const { made, history, scores, worst } = await untilInterrupted(terminal, async (signal) => {
      const { made, history } = await ready.make(signal);
      const scores = await scoreRows(made, inputs, request.batchSize, signal, terminal);
      return {
        made,
        history,
        scores,
        worst: await worstRows(made, inputs, scores, request.explain, ready.form),
      };
    });
    const calibration = made.calibration!;
    const anomalous = Uint8Array.from(scores, (score) => (score > calibration.threshold ? 1 : 0));
    const outcome: DetectionOutcome = {
      flags,
      request,
      ready,
      data,
      options: made.options as DetectionOutcome['options'],
      calibration,
      history,
      scores,
      anomalous,
      worst,
      labels,
      judged: labels && judgeScores(scores, anomalous, labels),
    };

    if (folder !== undefined) await save(made, folderStore(folder), beside(outcome));
    if (page !== undefined) await writeDetectionReport(page, outcome);
    const cells = Float32Array.from({ length: 2 * scores.length }, (_, at) =>
      at % 2 === 0 ? scores[at / 2]! : anomalous[(at - 1) / 2]!,
    );
    await table.write(['score', 'anomalous'], cells);
    printDetection(outcome, terminal);
  } finally {
    ready.dispose();
  }
}

/**
 * Which rows are anomalies, where the data says so.
 *
 * @throws {OptionError} if the column is nowhere, or its values do not say.
 */
function labelsOf(
  data: RawRows,
  flags: DetectFlags,
  { details, labelled }: ReadyDetector,
  terminal: Terminal,
): Int8Array | undefined {
  const { source, labels } = data;
  if (!labels) {
    if (flags.label !== undefined && !labelled) {
      throw new OptionError(`there is no column '${flags.label}' in ${source}: leave out --label`);
    }
    if (flags.label === undefined && flags.anomaly === undefined) return undefined;
    note(terminal, `${source} has no column of labels: the scores are not compared with any`);
    return undefined;
  }
  const anomaly = details.anomaly ?? undefined;
  // Labels that come with a file unasked may be anything.
  if (details.label === null && !anomaly && !arePlain(labels)) return undefined;
  const missing = flags.anomaly?.find((name) => !labels.includes(name));
  if (missing !== undefined) {
    const there = [...new Set(labels)].filter((label) => label !== undefined);
    const some = there.slice(0, 5).join(', ');
    note(
      terminal,
      `no row of ${source} has the label '${missing}': there are ${some}${there.length > 5 ? ', …' : ''}`,
    );
  }
  return anomalyLabels(labels, anomaly, labelName(source, details.label));
}

/** What is kept with a saved detector: how inputs are prepared, what it stands on, and how it was made. */
function beside({ ready: { beside: kept, details } }: DetectionOutcome) {
  const { scaling, metadata } = kept;
  return {
    ...(scaling === undefined ? {} : { scaling }),
    metadata: { ...metadata, application: details } as Readonly<Record<string, Json>>,
  };
}

async function writeDetectionReport(page: string, outcome: DetectionOutcome): Promise<void> {
  const { flags, request, ready, data, options, calibration, history, scores, worst, labels } = outcome;
  const { anomaliesSection } = await import('@autoencoders/report');
  const trained = history !== undefined && history.steps > 0;
  await writeReport(page, {
    title: `Anomalies in ${flags.data}`,
    summary: `${scores.length.toLocaleString('en')} rows of ${data.names.length} values.`,
    sections: [
      anomaliesSection({
        scores,
        threshold: calibration.threshold,
        expectedFalseAlarmRate: calibration.expectedFalseAlarmRate,
        labels,
        worst: worst.map(({ row, ...others }) => ({
          ...others,
          name: row + 1,
          label: data.labels?.[row],
        })),
      }),
      ...(await curvesSection(history)),
      settingsSection({
        detector: flags.model,
        data: flags.data,
        train: ready.details.train ?? undefined,
        label: ready.details.label ?? undefined,
        score: [options.score].flat().join(', '),
        threshold: thresholdSource(ready.details),
        'missing cells': options.missing,
        ...(trained
          ? {
              steps: history.steps,
              'batch size': request.batchSize,
              'learning rate': request.learningRate,
              seed: request.seed,
            }
          : {}),
      }),
    ],
  });
}
