import { memoryStore, save, useBackend } from '@autoencoders/core';
import { denoisingAutoencoder } from '@autoencoders/denoising';
import { beforeAll, expect, it } from 'vitest';
import { anomalyDetector, loadAnomalyDetector, tabularOptions } from './index.js';
import { machineColumns, machineRows } from './testing/machine.js';

beforeAll(() => useBackend('wasm'));

it('trains, calibrates, explains, streams, saves and loads in the browser', async () => {
  const model = denoisingAutoencoder(tabularOptions(4));
  const detector = anomalyDetector(model, { columns: machineColumns });
  await detector.fit(machineRows(200), { epochs: 20, batchSize: 50, learningRate: 3e-3 });
  await detector.calibrate(machineRows(200, 20), { by: 'quantile', falseAlarmRate: 0.01 });
  const hot = [0.2, 1100, 90, 2.8];
  const store = memoryStore();
  await save(detector, store);
  const loaded = await loadAnomalyDetector(store, [denoisingAutoencoder]);
  expect(await loaded.stream().push(hot)).toMatchObject({ anomalous: true });
  const [explained] = await loaded.explain([hot], { top: 1 });
  expect(explained!.top[0]!.name).toBe('temperature');
});
