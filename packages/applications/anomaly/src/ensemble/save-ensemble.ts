import { filesInto, jsonBytes, type ModelStore, memoryStore, save } from '@autoencoders/core';
import type { AnomalyEnsemble } from './anomaly-ensemble.js';

/** The name of an ensemble's own file. */
export const ensembleFile = 'ensemble.json';

/** The folder of a detector among an ensemble's files. */
export const detectorFolder = (index: number) => `detector-${index + 1}`;

/**
 * Saves an ensemble: `ensemble.json`, and each detector, with its autoencoder, in a folder of its own.
 *
 * @throws {StorageError} when the store refuses; what was there before is kept.
 */
export async function saveEnsemble(ensemble: AnomalyEnsemble, store: ModelStore): Promise<void> {
  const { detectors, combine, alignments = null, calibration = null } = ensemble;
  const own = {
    format: 'anomaly-ensemble',
    version: 1,
    detectors: detectors.length,
    combine,
    alignments,
    calibration,
  };
  const files = new Map<string, Uint8Array>([[ensembleFile, jsonBytes(own)]]);
  for (const [index, detector] of detectors.entries()) {
    const part = memoryStore();
    await save(detector, part);
    const inside = filesInto(detectorFolder(index), (await part.read()) ?? []);
    for (const [path, bytes] of inside) files.set(path, bytes);
  }
  await store.write(files);
}
