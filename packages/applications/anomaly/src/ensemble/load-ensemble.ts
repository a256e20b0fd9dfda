import {
  type AnyVariantFactory,
  type Files,
  readJson,
  type StoredFiles,
  storeBelow,
} from '@autoencoders/core';
import { ModelFormatError } from '@autoencoders/errors';
import type { AnomalyDetector } from '../detector.js';
import { calibrationFrom } from '../held.js';
import { loadAnomalyDetector } from '../load-anomaly-detector.js';
import type { Calibration } from '../thresholds/calibration.js';
import { type Alignment, type Combination, combinations } from './alignment.js';
import { type AnomalyEnsemble, ensembleWith } from './anomaly-ensemble.js';
import { detectorFolder, ensembleFile } from './save-ensemble.js';

/**
 * An ensemble that `saveEnsemble` stored; it scores as it did. The caller disposes the ensemble, and the autoencoder of
 * each of its detectors.
 *
 * @param factories makers of the autoencoders
 * @throws {ModelFormatError} when a file is missing, cut short or damaged, or an autoencoder's kind is not among the
 * factories.
 */
export async function loadEnsemble<Factory extends AnyVariantFactory>(
  store: StoredFiles,
  factories: readonly Factory[],
): Promise<AnomalyEnsemble<AnomalyDetector<ReturnType<Factory>>>> {
  const files = (await store.read()) ?? new Map();
  const own = ownPart(files, store.description);
  const detectors: AnomalyDetector<ReturnType<Factory>>[] = [];
  try {
    for (let index = 0; index < own.detectors; index++) {
      const folder = detectorFolder(index);
      detectors.push(await loadAnomalyDetector(storeBelow(files, folder, store.description), factories));
    }
  } catch (error) {
    for (const detector of detectors) {
      detector.dispose();
      detector.autoencoder.dispose();
    }
    throw error;
  }
  return ensembleWith(detectors, own.combine, own.alignments ?? undefined, own.calibration);
}

interface OwnPart {
  readonly detectors: number;
  readonly combine: Combination;
  readonly alignments: readonly Alignment[] | null;
  readonly calibration: Calibration | undefined;
}

function ownPart(files: Files, place: string): OwnPart {
  if (!files.has(ensembleFile)) throw new ModelFormatError(`there is no '${ensembleFile}' in ${place}`);
  const { format, version, detectors, combine, alignments, calibration } = readJson<
    Readonly<Record<string, unknown>>
  >(files, ensembleFile, place);
  const known =
    format === 'anomaly-ensemble' &&
    version === 1 &&
    Number.isInteger(detectors) &&
    combinations.includes(combine as Combination) &&
    (alignments === null || (Array.isArray(alignments) && alignments.length === detectors));
  if (!known) throw new ModelFormatError(`'${ensembleFile}' in ${place} was not written by this release`);
  return {
    detectors: detectors as number,
    combine: combine as Combination,
    alignments: alignments as readonly Alignment[] | null,
    calibration: calibrationFrom(calibration),
  };
}
