import { loadAnomalyDetector } from '@autoencoders/anomaly';
import type { Json } from '@autoencoders/core';
import { ModelFormatError, OptionError } from '@autoencoders/errors';
import { isTable } from '../load-data.js';
import { openSaved, type SavedModel } from '../open-model.js';
import { refuseGiven } from '../refuse-given.js';
import type { Terminal } from '../terminal.js';
import { calibrationPlan } from './calibration-plan.js';
import { type DetectFlags, type DetectRequest, thresholdFlags, trainingFlags } from './detect-flags.js';
import { detectorInputs } from './detector-inputs.js';
import { type DetectorDetails, keptWith, type ReadyDetector } from './detector-parts.js';
import { onNewAutoencoder, onSavedAutoencoder } from './new-detector.js';
import { readRows } from './normal-rows.js';

/**
 * Takes a saved detector as it is, or reads what one is to be fitted to: on a saved autoencoder, or one for tables that
 * is trained.
 *
 * @throws {OptionError} if flags are missing or have no use.
 * @throws {DataError} if rows cannot be used.
 * @throws {ModelFormatError} if something else is saved.
 */
export async function readyDetector(
  flags: DetectFlags,
  request: DetectRequest,
  terminal: Terminal,
): Promise<ReadyDetector> {
  const { model } = flags;
  if (model === undefined) return onNewAutoencoder(flags, request, terminal);
  const saved = await openSaved({ ...flags, model }, terminal);
  if (saved.kind === 'autoencoder') return onSavedAutoencoder(saved, model, flags, request, terminal);
  if (saved.kind === 'anomaly') return savedDetector(saved, model, flags, request, terminal);
  throw new ModelFormatError(
    `${model} holds a '${saved.kind}': name an autoencoder, or a detector that detect saved`,
  );
}

/** A detector as it was saved, with another threshold where normal rows are given for one. */
async function savedDetector(
  saved: SavedModel,
  name: string,
  flags: DetectFlags,
  request: DetectRequest,
  terminal: Terminal,
): Promise<ReadyDetector> {
  const unused = [...trainingFlags, 'train', 'score', 'missing', 'seed'];
  refuseGiven(flags, unused, `${name} is a detector, which is fitted already`);
  if (flags.calibrate === undefined) {
    const why = `the threshold of ${name} is found already: add --calibrate with normal rows for another`;
    refuseGiven(flags, [...thresholdFlags, 'save'], why);
  }
  const made = await loadAnomalyDetector(saved.store, [saved.factory]);
  const dispose = () => {
    made.dispose();
    made.autoencoder.dispose();
  };
  try {
    const { calibrate } = flags;
    if (calibrate === undefined && !made.calibration) {
      throw new OptionError(`${name} has no threshold: add --calibrate with normal rows for one`);
    }
    const { scaling, beside } = keptWith(saved.manifest);
    const details = withLabels(beside.metadata.application, flags);
    const missing = made.options.missing === 'mean' ? 'mean' : 'error';
    const form = { shape: made.inputShape, scaling };
    const read = (source: string) => {
      // A label that is only remembered is no word on a source that cannot have it.
      const label = flags.label ?? (isTable(source) ? (details.label ?? undefined) : undefined);
      return readRows(source, { ...flags, label }, saved.columns, missing, terminal);
    };
    const normal = calibrate === undefined ? undefined : await read(calibrate);
    const plan =
      normal &&
      calibrationPlan(request.threshold, {
        source: normal.source,
        count: normal.rows.shape[0]!,
        shared: false,
      });
    const inputs = normal && detectorInputs(normal, form);
    return {
      details:
        normal && plan
          ? { ...details, calibration: { ...plan.how, rows: normal.rows.shape[0]!, source: normal.source } }
          : details,
      form,
      fitted: 0,
      labelled: false,
      beside,
      read,
      make: async () => {
        if (inputs && plan) await made.calibrate(inputs, { ...plan.how, batchSize: request.batchSize });
        return { made };
      },
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** What was kept, as far as a program that saved a detector kept it, and the labels that flags name instead. */
function withLabels(kept: Json | undefined, { label, anomaly }: DetectFlags): DetectorDetails {
  const before = (kept ?? {}) as Partial<DetectorDetails>;
  return {
    train: before.train ?? null,
    label: label ?? before.label ?? null,
    // Values of another column say nothing.
    anomaly: anomaly ?? (label === undefined || label === before.label ? (before.anomaly ?? null) : null),
    calibration: before.calibration ?? null,
  };
}
