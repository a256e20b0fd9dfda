import { type AnyVariantFactory, restoreApplication, type StoredFiles } from '@autoencoders/core';
import { type Rows, rowsOfTensor } from '@autoencoders/data';
import type * as tf from '@tensorflow/tfjs';
import { detectorWith } from './anomaly-detector.js';
import type { AnomalyDetector } from './detector.js';
import { calibrationFrom, heldFrom } from './held.js';
import { type AnomalyOptions, ownScore, type ScoreFunction, settingsOf } from './options.js';
import { scoreOf } from './scores/score-of.js';

/** Options of {@link loadAnomalyDetector}. */
export interface LoadDetectorOptions {
  /** The function that was the detector's score, where it was one: functions are not saved. */
  readonly score?: ScoreFunction;
}

/**
 * A detector that `save` stored, with its scaling, its threshold and the autoencoder it stands on; it scores as it did.
 * The caller disposes both: the detector and its `autoencoder`.
 *
 * @example
 * const detector = await loadAnomalyDetector(folderStore('runs/pump'), [denoisingAutoencoder]);
 * const { anomalous } = await detector.detect(rows);
 *
 * @param factories makers of the autoencoder that it stands on
 * @throws {ModelFormatError} when a file is missing, cut short or damaged, it is another application, or the
 * autoencoder's kind is not among the factories.
 * @throws {OptionError} when its score was a function, which is not given again.
 */
export async function loadAnomalyDetector<Factory extends AnyVariantFactory>(
  store: StoredFiles,
  factories: readonly Factory[],
  { score: own }: LoadDetectorOptions = {},
): Promise<AnomalyDetector<ReturnType<Factory>>> {
  return restoreApplication(store, 'anomaly', factories, async (parts) => {
    const { autoencoder, state } = parts;
    const { calibration: saved, ...options } = parts.options;
    const columns = autoencoder.inputShape.at(-1) ?? 1;
    const settings = settingsOf(options as AnomalyOptions, columns);
    const score = scoreOf(autoencoder, settings, settings.score === ownScore ? own : undefined);
    const calibration = calibrationFrom(saved);
    const held = heldFrom(await rowsOfState(state), { score, columns, calibration });
    return detectorWith(autoencoder, settings, score, held);
  });
}

async function rowsOfState(state: ReadonlyMap<string, tf.Tensor>): Promise<Map<string, Rows>> {
  const rows = new Map<string, Rows>();
  for (const [name, tensor] of state) rows.set(name, await rowsOfTensor(tensor));
  return rows;
}
