import { type AnomalyDetector, anomalyDetector, tabularOptions } from '@autoencoders/anomaly';
import { type Autoencoder, cosineDecay, type History } from '@autoencoders/core';
import { denoisingAutoencoder } from '@autoencoders/denoising';
import { OptionError } from '@autoencoders/errors';
import { startEngine } from '../engine.js';
import { fitWithBar } from '../fit-with-bar.js';
import { loadModel, type SavedModel } from '../open-model.js';
import { refuseGiven } from '../refuse-given.js';
import { note, type Terminal } from '../terminal.js';
import { type DetectFlags, type DetectRequest, trainingFlags } from './detect-flags.js';
import { detectorInputs, type InputForm } from './detector-inputs.js';
import { keptWith, type ReadyDetector } from './detector-parts.js';
import { type NormalRows, normalRows, readRows } from './normal-rows.js';
import type { RawRows } from './raw-rows.js';

/**
 * A detector on a denoising autoencoder for tables, which is trained.
 *
 * @throws {OptionError} if flags are missing.
 * @throws {DataError} if rows cannot be used.
 */
export async function onNewAutoencoder(
  flags: DetectFlags,
  request: DetectRequest,
  terminal: Terminal,
): Promise<ReadyDetector> {
  const { train } = flags;
  if (train === undefined) {
    throw new OptionError('give --train with normal rows to learn from, or name a detector that --save kept');
  }
  const normal = await normalRows({ ...flags, train }, request, undefined, terminal);
  noteConstants(normal.fitted, terminal);
  await startEngine(flags.backend);
  const { rows, columns } = normal.fitted;
  const width = rows.shape[1]!;
  const metadata = {
    package: '@autoencoders/denoising',
    data: train,
    columns: columns ? [...columns] : null,
  };
  return fittable({
    model: denoisingAutoencoder({ ...tabularOptions(width), seed: request.seed }),
    form: { shape: [width], scaling: undefined },
    beside: { metadata },
    trains: true,
    normal,
    flags,
    request,
    terminal,
  });
}

/**
 * A detector on a saved autoencoder, which is taken as it is: only its scores are fitted.
 *
 * @param name what messages call the autoencoder
 * @throws {OptionError} if flags are missing or have no use.
 * @throws {DataError} if rows cannot be used.
 * @throws {ShapeError} if rows have another number of values than it takes.
 */
export async function onSavedAutoencoder(
  saved: SavedModel,
  name: string,
  flags: DetectFlags,
  request: DetectRequest,
  terminal: Terminal,
): Promise<ReadyDetector> {
  refuseGiven(flags, trainingFlags, `${name} is a trained autoencoder, which is taken as it is`);
  const { train } = flags;
  if (train === undefined) {
    throw new OptionError(
      `${name} is an autoencoder: give --train with normal rows to fit the scores to, or name a detector that --save kept`,
    );
  }
  const { scaling, beside } = keptWith(saved.manifest);
  const normal = await normalRows({ ...flags, train }, request, saved.columns, terminal);
  if (flags.calibrate === undefined && beside.metadata.data === train) {
    note(
      terminal,
      `${name} was trained on ${train}: give --calibrate with normal rows that it has not seen, for there may be more false alarms than expected`,
    );
  }
  const { model } = await loadModel(saved);
  return fittable({
    model,
    form: { shape: model.inputShape, scaling },
    beside,
    trains: false,
    normal,
    flags,
    request,
    terminal,
  });
}

interface Fittable {
  /** It is taken over. */
  readonly model: Autoencoder;
  readonly form: InputForm;
  readonly beside: ReadyDetector['beside'];
  /** Whether the autoencoder is trained, or taken as it is. */
  readonly trains: boolean;
  readonly normal: NormalRows;
  readonly flags: DetectFlags;
  readonly request: DetectRequest;
  readonly terminal: Terminal;
}

function fittable(parts: Fittable): ReadyDetector {
  const { model, form, beside, normal, flags, request, terminal } = parts;
  try {
    const made = anomalyDetector(model, optionsOf(parts));
    // What does not fit is named before any work.
    const [fitted, calibrated] = [normal.fitted, normal.calibrated].map((rows) => detectorInputs(rows, form));
    const { how } = normal.plan;
    return {
      details: {
        train: flags.train ?? null,
        label: flags.label ?? null,
        anomaly: flags.anomaly ? [...flags.anomaly] : null,
        calibration: { ...how, rows: calibrated!.shape[0]!, source: normal.calibrated.source },
      },
      form,
      fitted: fitted!.shape[0]!,
      labelled: normal.labelled,
      beside,
      read: (source) => readRows(source, flags, normal.fitted.columns, request.missing, terminal),
      make: async (signal) => {
        const history = await fit(made, fitted!, parts, signal);
        signal.throwIfAborted();
        await made.calibrate(calibrated!, { ...how, batchSize: request.batchSize });
        return { made, history };
      },
      dispose: () => {
        made.dispose();
        model.dispose();
      },
    };
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/** As many neighbours as there are by default, or as few rows allow. */
const mostNeighbors = 20;

function optionsOf({ form: { shape }, trains, normal, request }: Fittable) {
  const { fitted, plan } = normal;
  // Somewhat more than the share of anomalies: what is left out by mistake is missed less than what is learned.
  const trim = plan.how.by === 'contamination' ? Math.min(0.45, 1.5 * plan.how.rate) : 0;
  const rows = Math.floor(fitted.rows.shape[0]! * (1 - trim));
  const named = shape.length === 1 ? fitted.names : shape.at(-1) === 1 ? ['value'] : null;
  return {
    ...(request.score ? { score: request.score } : {}),
    // An autoencoder that is there has been trained on a scale of its own.
    ...(trains ? {} : { scaling: 'none' as const }),
    columns: named,
    missing: request.missing,
    trim,
    neighbors: Math.max(1, Math.min(mostNeighbors, rows - 1)),
    seed: request.seed,
  };
}

/** Fits a detector, training the autoencoder where it is to be. */
async function fit(
  made: AnomalyDetector,
  rows: ReturnType<typeof detectorInputs>,
  { request, trains, terminal }: Fittable,
  signal: AbortSignal,
): Promise<History> {
  const { batchSize, learningRate, length, seed } = request;
  if (!trains) return made.fit(rows, { epochs: 0, batchSize, seed, signal });
  const count = rows.shape[0]!;
  const steps = Math.ceil(count / batchSize);
  const epochs = 'epochs' in length ? length.epochs : Math.ceil(length.steps / steps);
  const rate = cosineDecay(learningRate, epochs * steps);
  return fitWithBar(
    (options) => made.fit(rows, { ...options, learningRate: rate }),
    { epochs, batchSize, learningRate, seed },
    count,
    signal,
    terminal,
  );
}

/** Names columns that tell nothing of normal rows. */
function noteConstants({ source, rows: { values, shape }, names }: RawRows, terminal: Terminal): void {
  const [count, width] = shape as [number, number];
  const constant = names.filter((_, column) => {
    for (let row = 1; row < count; row++) {
      if (values[row * width + column] !== values[column]) return false;
    }
    return true;
  });
  if (constant.length === 0) return;
  const listed = constant.slice(0, 5).map((name) => `'${name}'`);
  const more = constant.length > listed.length ? ` and ${constant.length - listed.length} more` : '';
  note(
    terminal,
    `constant in ${source}: ${listed.join(', ')}${more}; a row that differs there is the odder the farther it is, in the column's own unit`,
  );
}
