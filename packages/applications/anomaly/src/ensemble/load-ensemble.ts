import type { AnyVariantFactory, Files, StoredFiles } from '@autoencoders/core';
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
  const files = await store.read();
  const own = ownPart(files, store.description);
  const detectors: AnomalyDetector<ReturnType<Factory>>[] = [];
  try {
    for (let index = 0; index < own.detectors; index++) {
      const folder = detectorFolder(index);
      detectors.push(await loadAnomalyDetector(below(files!, folder, store.description), factories));
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

function ownPart(files: Files | undefined, place: string): OwnPart {
  const bytes = files?.get(ensembleFile);
  if (!bytes) throw new ModelFormatError(`there is no '${ensembleFile}' in ${place}`);
  const { format, version, detectors, combine, alignments, calibration } = parsed(bytes, place);
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

function parsed(bytes: Uint8Array, place: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new ModelFormatError(`'${ensembleFile}' in ${place} is cut short or damaged`, { cause: error });
  }
}

/** The files of a folder as a store that is only read. */
function below(files: Files, folder: string, place: string): StoredFiles {
  const prefix = `${folder}/`;
  const inside = [...files].filter(([path]) => path.startsWith(prefix));
  return {
    description: `'${folder}' of ${place}`,
    read: async () =>
      inside.length === 0
        ? undefined
        : new Map(inside.map(([path, bytes]) => [path.slice(prefix.length), bytes])),
  };
}
