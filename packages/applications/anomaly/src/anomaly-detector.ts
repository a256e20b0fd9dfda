import { type Application, type Autoencoder, fit, type Json } from '@autoencoders/core';
import { concatenateRows, type Rows } from '@autoencoders/data';
import { AutoencoderError, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { calibrated, detectionOf } from './detection.js';
import type { AnomalyDetector, ScoreOptions } from './detector.js';
import { explained } from './explain.js';
import { type Held, variablesOf } from './held.js';
import { type AnomalyOptions, type AnomalySettings, settingsOf } from './options.js';
import { cellNames } from './preparation/cell-names.js';
import { fitPreparation } from './preparation/fit-preparation.js';
import { type Prepared, preparedBatches, preparedDataset } from './preparation/prepared-dataset.js';
import { type AnomalyData, rawDataOf } from './preparation/raw-data.js';
import { scaledTensor } from './preparation/scaled-tensor.js';
import { contributionsOf, fitScore, scored } from './scored.js';
import type { Score } from './scores/score.js';
import { scoreOf } from './scores/score-of.js';
import { calibrationOf, defaultCalibration } from './thresholds/calibration.js';
import { anomalyStream } from './time/anomaly-stream.js';
import { trainingOf } from './training-of.js';
import { trimmedPhases } from './trimmed-phases.js';

/**
 * Makes a detector of anomalies: rows that an autoencoder of normal ones reconstructs badly (`'reconstruction'`), finds
 * improbable (`'reconstruction-probability'`), or encodes far from the others (`'mahalanobis'`,
 * `'nearest-neighbors'`), or several of these. It takes raw rows: the scaling is its own and is saved with it. The
 * defaults are for tables, with an autoencoder of {@link tabularOptions}.
 *
 * With `trim`, it may be fitted to rows with some anomalies among them: from the second epoch on, training leaves the
 * share of each batch with the highest error out, and so do the scores by codes.
 *
 * The autoencoder stays the caller's, who disposes it; `fit` moves its weights.
 *
 * @example
 * const detector = anomalyDetector(denoisingAutoencoder(tabularOptions(30)));
 * await detector.fit(train);
 * await detector.calibrate(normal, { by: 'quantile', falseAlarmRate: 0.01 });
 * const { scores, anomalous } = await detector.detect(rows);
 *
 * @throws {OptionError} naming the option that is wrong, or the scores that the autoencoder can have.
 */
export function anomalyDetector<Base extends Autoencoder>(
  autoencoder: Base,
  options: AnomalyOptions = {},
): AnomalyDetector<Base> {
  const settings = settingsOf(options, autoencoder.inputShape.at(-1) ?? 1);
  const own = typeof options.score === 'function' ? options.score : undefined;
  return detectorWith(autoencoder, settings, scoreOf(autoencoder, settings, own), undefined);
}

/** A detector with what it had fitted, or nothing. */
export function detectorWith<Base extends Autoencoder>(
  autoencoder: Base,
  settings: AnomalySettings,
  score: Score,
  before: Held | undefined,
): AnomalyDetector<Base> {
  const { inputShape, networks } = autoencoder;
  const nameOf = cellNames(inputShape, settings);
  const phases = trimmedPhases(autoencoder, settings.trim);
  let held = before;
  let state = before ? variablesOf(before) : {};

  function hold(next: Held | undefined): void {
    const old = state;
    state = next ? variablesOf(next) : {};
    held = next;
    tf.dispose(Object.values(old));
  }

  function fitted(): Held {
    if (held) return held;
    throw new AutoencoderError(
      "the detector is not fitted yet: call 'fit(data, …)' before, with { epochs: 0 } where the autoencoder is trained",
    );
  }

  async function prepared(data: AnomalyData): Promise<Prepared> {
    const { preparation } = fitted();
    return { data: await rawDataOf(data, inputShape), preparation, settings, nameOf };
  }

  async function* scoreBatches(data: AnomalyData, { batchSize = 256 }: ScoreOptions = {}) {
    const { fitted: parts } = fitted();
    let first = 0;
    for await (const batch of preparedBatches(await prepared(data), { batchSize })) {
      yield await scored(score, parts, batch, { inputShape, first });
      first += batch.size;
    }
  }

  async function scores(data: AnomalyData, options?: ScoreOptions): Promise<Float32Array> {
    const parts: Rows[] = [];
    for await (const values of scoreBatches(data, options)) parts.push({ values, shape: [values.length] });
    return concatenateRows(parts).values;
  }

  const detector: AnomalyDetector<Base> = {
    kind: 'anomaly',
    get options() {
      return { ...settings, calibration: (held?.calibration ?? null) as Json };
    },
    inputShape,
    autoencoder,
    positive: score.positive === true,
    networks,
    phases,
    get state() {
      return state;
    },
    callbacks: [{ onTrainBegin: refuse }],
    get calibration() {
      return held?.calibration;
    },
    async fit(data, { validation, ...fitOptions } = {}) {
      const raw = await rawDataOf(data, inputShape);
      const { preparation, rows, missing } = await fitPreparation(raw, settings, nameOf);
      const training: Prepared = { data: raw, preparation, settings, nameOf };
      const judged = validation && { ...training, data: await rawDataOf(validation, inputShape) };
      let began = false;
      const trained: Application = {
        ...detector,
        options: settings,
        state: stateOf(autoencoder),
        ...(autoencoder.domain ? { domain: autoencoder.domain } : {}),
        callbacks: [
          ...(autoencoder.callbacks ?? []),
          {
            onTrainBegin: () => {
              began = true;
            },
          },
        ],
      };
      try {
        const history = await fit(trained, preparedDataset(training, !missing), {
          ...trainingOf(fitOptions, rows),
          ...(judged ? { validation: preparedDataset(judged, false) } : {}),
        });
        hold({ preparation, fitted: await fitScore(autoencoder, score, training), calibration: undefined });
        return history;
      } catch (error) {
        // What was fitted before is of other weights.
        if (began) hold(undefined);
        throw error;
      }
    },
    score: scores,
    scoreBatches,
    async calibrate(data, { batchSize, ...how } = defaultCalibration) {
      const found = calibrationOf(await scores(data, batchSize === undefined ? {} : { batchSize }), how);
      held = { ...fitted(), calibration: found };
      return found;
    },
    async detect(data, detectOptions) {
      const calibration = calibrated(fitted().calibration);
      return detectionOf(await scores(data, detectOptions), calibration);
    },
    explain: async (data, explainOptions) =>
      explained({ autoencoder, score, fitted: fitted().fitted }, await prepared(data), explainOptions),
    async contributions(data, { batchSize = 256 } = {}) {
      if (!score.contributions) {
        throw new OptionError(
          `the score ${JSON.stringify(settings.score)} is no sum over cells: use 'explain', or the score 'reconstruction'`,
        );
      }
      const parts: Rows[] = [];
      for await (const batch of preparedBatches(await prepared(data), { batchSize })) {
        parts.push(await contributionsOf(score, batch, inputShape));
      }
      return concatenateRows(parts);
    },
    stream: (streamOptions) => anomalyStream(detector, settings, streamOptions),
    figures: ({ x, ...batch }, step) => {
      const { shift, scale } = state;
      if (!shift || !scale) fitted();
      const scaled = scaledTensor(x, { shift: shift!, scale: scale! }, settings);
      return autoencoder.figures({ ...batch, x: scaled }, step);
    },
    dispose: () => hold(undefined),
  };
  return detector;
}

/** The autoencoder's state under names that are not the detector's: a checkpoint holds it. */
function stateOf({ state = {} }: Autoencoder): Record<string, tf.Variable> {
  return Object.fromEntries(
    Object.entries(state).map(([name, variable]) => [`autoencoder/${name}`, variable]),
  );
}

/** What whoever trains by core's `fit` is told, which knows no scaling. */
function refuse(): never {
  throw new AutoencoderError(
    "a detector scales rows before it trains: call 'await detector.fit(data, …)' in place of 'fit(detector, data, …)'",
  );
}
