import { memoryStore, useBackend } from '@autoencoders/core';
import { AutoencoderError, DataError, ModelFormatError, OptionError } from '@autoencoders/errors';
import { areaUnderRoc } from '@autoencoders/metrics';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { beforeAll, describe, expect, it } from 'vitest';
import { anomalyDetector } from '../anomaly-detector.js';
import { brokenRows, machineRows } from '../testing/machine.js';
import { rowModel } from '../testing/models.js';
import { aligned, alignmentOf } from './alignment.js';
import { anomalyEnsemble } from './anomaly-ensemble.js';
import { loadEnsemble } from './load-ensemble.js';
import { saveEnsemble } from './save-ensemble.js';

beforeAll(() => useBackend('cpu'));

const [train, normal, odd] = [machineRows(200), machineRows(150, 20), brokenRows(40, 2)];
const fitting = { epochs: 30, batchSize: 50, learningRate: 0.01 };

/** Two detectors of one autoencoder each. */
function detectors() {
  return [
    anomalyDetector(rowModel(), { score: 'reconstruction', scaling: 'standard' }),
    anomalyDetector(rowModel(), { score: 'nearest-neighbors', neighbors: 5 }),
  ];
}

describe('alignment, by hand', () => {
  it('is in standard deviations, of logarithms where scores are positive', () => {
    const plain = alignmentOf(Float32Array.of(1, 3), 'standardized', false);
    expect([...aligned(Float32Array.of(2, 5), plain)]).toEqual([0, 3]);
    const positive = alignmentOf(Float32Array.of(Math.E, Math.E ** 3), 'standardized', true);
    expectAllClose(aligned(Float32Array.of(Math.E ** 2, Math.E ** 5), positive), [0, 3], { absolute: 1e-5 });
  });

  it('is the share of scores that are not higher', () => {
    const rank = alignmentOf(Float32Array.of(4, 1, 2, 2), 'rank', true);
    expect([...aligned(Float32Array.of(0, 1, 2, 3, 9), rank)]).toEqual([0, 0.25, 0.75, 0.75, 1]);
    expect(() => alignmentOf(new Float32Array(), 'rank', true)).toThrow(DataError);
  });
});

describe('an ensemble', () => {
  it.each(['standardized', 'rank'] as const)(
    'is the mean of its detectors, and comes back from a store: %s',
    async (combine) => {
      const ensemble = anomalyEnsemble(detectors(), { combine });
      expect(await ensemble.fit(train, fitting)).toHaveLength(2);
      const scores = await ensemble.score([...normal, ...odd]);
      const [first, second] = await Promise.all(
        ensemble.detectors.map(async (detector, index) =>
          aligned(await detector.score([...normal, ...odd]), ensemble.alignments![index]!),
        ),
      );
      expectAllClose(
        scores,
        first!.map((value, row) => (value + second![row]!) / 2),
        { absolute: 1e-5 },
      );
      expect(areaUnderRoc(scores, [...normal.map(() => 0), ...odd.map(() => 1)])).toBeGreaterThan(0.9);

      await ensemble.calibrate(normal, { by: 'quantile', falseAlarmRate: 0.05 });
      const store = memoryStore();
      await expectNoLeak(async () => {
        await saveEnsemble(ensemble, store);
        const loaded = await loadEnsemble(store, [undercompleteAutoencoder]);
        expect(loaded.calibration).toEqual(ensemble.calibration);
        expect(await loaded.detect(odd)).toEqual(await ensemble.detect(odd));
        loaded.dispose();
        for (const { autoencoder } of loaded.detectors) autoencoder.dispose();
      });
      ensemble.dispose();
      for (const { autoencoder } of ensemble.detectors) autoencoder.dispose();
    },
  );

  it('says what is missing', async () => {
    const members = detectors();
    expect(() => anomalyEnsemble([])).toThrow(OptionError);
    expect(() => anomalyEnsemble(members, { combine: 'vote' as never })).toThrow("combine is 'vote'");
    const ensemble = anomalyEnsemble(members);
    await expect(ensemble.score(odd)).rejects.toThrow(AutoencoderError);
    await expect(ensemble.align(odd)).rejects.toThrow('not fitted yet');
    await ensemble.fit(train, { epochs: 0 });
    await expect(ensemble.detect(odd)).rejects.toThrow("call 'calibrate(normal, …)' before");
    const store = memoryStore();
    await saveEnsemble(ensemble, store);
    const files = (await store.read())!;
    const load = () => loadEnsemble(store, [undercompleteAutoencoder]);
    await expectNoLeak(async () => {
      const encoded = (json: object) => new TextEncoder().encode(JSON.stringify(json));
      for (const [path, bytes] of [
        ['ensemble.json', files.get('ensemble.json')!.slice(0, -4)],
        ['ensemble.json', encoded({ format: 'other' })],
        ['detector-2/application.json', encoded({})],
      ] as const) {
        await store.write(new Map(files).set(path, bytes));
        await expect(load()).rejects.toThrow(ModelFormatError);
      }
      await store.write(new Map());
      await expect(load()).rejects.toThrow("no 'ensemble.json'");
    });
    for (const { autoencoder } of members) autoencoder.dispose();
    ensemble.dispose();
  });
});
