import type { describeApplication } from '@autoencoders/conformance';
import { arrayDataset } from '@autoencoders/data';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { variationalAutoencoder } from '@autoencoders/variational';
import { anomalyDetector } from '../anomaly-detector.js';
import type { AnomalyDetector } from '../detector.js';
import { loadAnomalyDetector } from '../load-anomaly-detector.js';
import type { AnomalyOptions, ScoreName } from '../options.js';
import { machineRows } from './machine.js';
import { rowModel, variationalRowModel } from './models.js';

const data = () => arrayDataset({ x: machineRows(20) });

/** A detector as the suite for applications goes through it, fitted without training from the start. */
export function subjectOf(
  score: ScoreName,
  options: AnomalyOptions = {},
): Parameters<typeof describeApplication>[1] {
  const model = score === 'reconstruction-probability' ? variationalRowModel : rowModel;
  return {
    create: async () => {
      const detector = anomalyDetector(model(), { neighbors: 5, score, ...options });
      await detector.fit(data(), { epochs: 0 });
      await detector.calibrate(data(), { by: 'quantile', falseAlarmRate: 0.1 });
      return detector;
    },
    train: async (made, trained, fitOptions) => {
      const detector = made as AnomalyDetector;
      const { validation, ...others } = fitOptions;
      const history = await detector.fit(trained, others);
      await detector.calibrate(trained, { by: 'quantile', falseAlarmRate: 0.1 });
      return history;
    },
    data,
    load: (store) => loadAnomalyDetector(store, [undercompleteAutoencoder, variationalAutoencoder]),
    outcome: async (made, given) => {
      const detector = made as AnomalyDetector;
      const { scores, anomalous } = await detector.detect(given);
      const explained = await detector.explain(given);
      return [...scores, ...anomalous, ...explained.flatMap(({ contributions }) => [...contributions])];
    },
    epochs: 10,
  };
}
